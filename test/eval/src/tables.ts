import { type Gate, percent, rateOf } from './gates.js';
import type { SetResult } from './video/gates-of-set.js';
import type { VideoReport } from './video/evaluate-video.js';

export interface Table {
  readonly headline: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Every clip a line: what stayed legible, what was lost, and what became of it. */
export function tableOfClips({ clips }: VideoReport): Table {
  const baseline = clips.some(({ old }) => old);
  const headline = ['CLIP', 'ENDED', 'LEGIBLE BOXES', 'FRAMES', 'LOST', 'NOT AT EDGE', 'IN/OUT', 'SECONDS', 'WHERE'];
  return {
    headline: [...headline, ...(baseline ? ['OLD METHOD: FRAMES', 'LOST'] : [])],
    rows: clips.map(({ file, state, reason, seconds, score, old }) => [
      file,
      reason ? `${state} (${reason})` : state,
      score ? `${score.legibleBoxes}/${score.boxes}` : '-',
      score ? `${score.legibleFrames}/${score.phiFrames}` : '-',
      score ? percent(score.lost.share) : '-',
      score ? percent(score.lost.inside) : '-',
      score ? `${score.framesIn}/${score.framesOut}` : '-',
      seconds.toFixed(1),
      score?.first
        ? `frame ${score.first.frame}, ${score.first.kind} at ${score.first.box.join(',')}, spread ${score.first.spread.toFixed(1)}`
        : '',
      ...(old ? [`${old.legibleFrames}/${old.phiFrames}`, percent(old.lost.share)] : []),
    ]),
  };
}

/** What generated clips lost, by what happens in them; the worst first. Other clips have no such name. */
export function tableOfHappenings({ clips }: VideoReport): Table {
  const lost = new Map<string, number[]>();
  for (const { file, score } of clips) {
    const happening = /^\d+_([a-z-]+)_/.exec(file)?.[1];
    if (happening && score) lost.set(happening, [...(lost.get(happening) ?? []), score.lost.share]);
  }
  const mean = (shares: readonly number[]) => shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return {
    headline: ['HAPPENING', 'CLIPS', 'LOST'],
    rows: [...lost]
      .toSorted(([, a], [, b]) => mean(b) - mean(a))
      .map(([happening, shares]) => [happening, String(shares.length), percent(mean(shares))]),
  };
}

/** Ours and the old method, side by side. */
export function tableOfSets({ level, ours, old }: VideoReport): Table {
  const sets: readonly (readonly [string, SetResult])[] = [
    [level, ours],
    ...(old ? [['old method', old] as const] : []),
  ];
  const row = (name: string, cell: (set: SetResult) => string) => [name, ...sets.map(([, set]) => cell(set))];
  return {
    headline: ['', ...sets.map(([name]) => name)],
    rows: [
      row('clips with anything legible', (set) => rateOf(set.legibleClips, set.attacks)),
      row('frames with anything legible', (set) => `${set.legibleFrames} of ${set.phiFrames}`),
      row('declined', (set) => String(set.declined.length)),
      row('degraded', (set) => String(set.degraded.length)),
      row('picture lost without need', (set) => percent(set.lost)),
      row('of it not at the edge', (set) => percent(set.lostInside)),
      row('of it on frames made wholly black', (set) => percent(set.lostOnBlackFrames)),
    ],
  };
}

export function tableOfGates(gates: readonly Gate[]): Table {
  return {
    headline: ['GATE', 'HOLDS', ''],
    rows: gates.map(({ name, holds, detail }) => [name, holds ? 'yes' : 'NO', detail]),
  };
}
