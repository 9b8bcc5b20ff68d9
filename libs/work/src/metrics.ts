import type { MediaKind } from '@endoveil/contracts';
import { Counter, Histogram } from 'prom-client';
import type { LevelFacts } from './level-facts.js';

const SECONDS = [0.5, 1, 2, 5, 10, 20, 40, 80, 160, 320, 640, 1280, 3600];

const anonymizationSeconds = new Histogram({
  name: 'endoveil_anonymization_seconds',
  help: 'Seconds from claim to commit of an anonymizing attempt that produced an artifact.',
  labelNames: ['kind', 'level'],
  buckets: SECONDS,
});

const attemptSeconds = new Histogram({
  name: 'endoveil_attempt_seconds',
  help: 'Seconds from claim to settlement of an attempt, however it ended.',
  labelNames: ['stage', 'level', 'ending'],
  buckets: SECONDS,
});

const mediaSeconds = new Counter({
  name: 'endoveil_media_seconds_total',
  help: 'Seconds of video that became an artifact. Over endoveil_anonymization_seconds_sum: the real-time factor.',
  labelNames: ['level'],
});

const claims = new Counter({
  name: 'endoveil_claims_total',
  help: 'Asking the record for a job: `claimed`, or why there was nothing to do (another worker has it, it is done).',
  labelNames: ['level', 'outcome'],
});

const fencedOut = new Counter({
  name: 'endoveil_fenced_out_total',
  help: 'Attempts that had lost their lease and whose result was refused.',
  labelNames: ['level'],
});

export function observeClaim(level: LevelFacts, outcome: string): void {
  claims.inc({ level: level.level, outcome });
}

/** Notes how an attempt ended and how long it took. */
export function observeAttempt(level: LevelFacts, kind: MediaKind | null, ending: string, seconds: number): void {
  const { level: name, stage } = level;
  attemptSeconds.observe({ stage, level: name, ending }, seconds);
  if (ending === 'fenced-out') fencedOut.inc({ level: name });
  if (stage !== 'anonymize' || level.declines === null || ending !== 'done' || kind === null) return;
  anonymizationSeconds.observe({ kind, level: name }, seconds);
}

/** Notes the length of a video that was committed. */
export function observeMedia(level: LevelFacts, result: unknown): void {
  const ms = (result as { findings?: { source?: { durationMs?: number } } }).findings?.source?.durationMs;
  if (level.stage === 'anonymize' && ms !== undefined) mediaSeconds.inc({ level: level.level }, ms / 1000);
}
