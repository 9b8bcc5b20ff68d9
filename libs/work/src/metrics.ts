import type { MediaKind } from '@endoveil/contracts';
import { Histogram } from 'prom-client';
import type { Level } from './level.js';

const anonymizationSeconds = new Histogram({
  name: 'endoveil_anonymization_seconds',
  help: 'Seconds from claim to commit of an anonymizing attempt that produced an artifact.',
  labelNames: ['kind', 'level'],
  buckets: [0.5, 1, 2, 5, 10, 20, 40, 80, 160, 320, 640, 1280, 3600],
});

/** Notes the duration of attempts that made an artifact. */
export function observeAttempt(level: Level, kind: MediaKind | null, ending: string, seconds: number): void {
  if (level.stage !== 'anonymize' || level.declines === null || ending !== 'done' || kind === null) return;
  anonymizationSeconds.observe({ kind, level: level.level }, seconds);
}
