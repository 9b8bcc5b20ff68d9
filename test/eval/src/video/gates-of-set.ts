import type { ClipResult } from './evaluate-video.js';
import { type Gate, percent, rateOf } from '../gates.js';

/** The set in numbers. Declined clips are in none of the rates: nothing is known of what they would have shown. */
export interface SetResult {
  /** Clips with identifying text that came out, and those of them with a legible box on any frame. */
  readonly attacks: number;
  readonly legibleClips: number;
  readonly legibleFrames: number;
  readonly phiFrames: number;
  readonly controls: number;
  readonly declined: readonly { readonly file: string; readonly reason: string }[];
  readonly degraded: readonly { readonly file: string; readonly reason: string }[];
  /** Mean over the clips of the share of the picture that was covered without need. */
  readonly lost: number;
  readonly lostInside: number;
  readonly lostOnBlackFrames: number;
  readonly seconds: number;
}

/** Of so many clips one may be declined; a set of 14 or fewer may lose two. */
const DECLINED_SHARE = 0.1;
const DECLINED_ANYWAY = 2;
/** Share of the picture that may be lost without need: a goal, not a promise. */
const LOST_GOAL = 0.005;

type Judged = Pick<ClipResult, 'file' | 'control' | 'state' | 'reason' | 'seconds' | 'score'>;

export function summed(clips: readonly Judged[]): SetResult {
  const named = ({ file, reason = '' }: Judged) => ({ file, reason });
  const out = clips.filter(({ score }) => score !== undefined);
  const attacks = out.filter(({ control }) => !control).map(({ score }) => score!);
  const mean = (value: (clip: Judged) => number) => out.reduce((sum, clip) => sum + value(clip), 0) / (out.length || 1);
  return {
    attacks: attacks.length,
    legibleClips: attacks.filter(({ legibleBoxes }) => legibleBoxes > 0).length,
    legibleFrames: attacks.reduce((sum, { legibleFrames }) => sum + legibleFrames, 0),
    phiFrames: attacks.reduce((sum, { phiFrames }) => sum + phiFrames, 0),
    controls: out.length - attacks.length,
    declined: clips.filter(({ score }) => score === undefined).map(named),
    degraded: out.filter(({ reason }) => reason !== undefined).map(named),
    lost: mean(({ score }) => score!.lost.share),
    lostInside: mean(({ score }) => score!.lost.inside),
    lostOnBlackFrames: mean(({ score }) => score!.lost.blackFrames),
    seconds: clips.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}

/** What must hold on any set. The goals stand in the report, without deciding. */
export function gatesOf(clips: readonly ClipResult[]): Gate[] {
  const { attacks, legibleClips, declined, lost, controls } = summed(clips);
  const attacking = clips.filter(({ control }) => !control);
  const declinedAttacks = attacking.filter(({ score }) => score === undefined).length;
  const mayDecline = Math.max(DECLINED_ANYWAY, Math.floor(attacking.length * DECLINED_SHARE));
  const covered = clips.filter(({ control, score }) => control && (!score || score.lost.inside > 0));
  const uneven = clips.filter(({ score, reason }) => score && !reason && score.framesIn !== score.framesOut);
  const unexpected = clips.filter(({ state }) => state === 'unexpected' || state === 'failed');
  return [
    {
      name: 'nothing legible',
      holds: attacks > 0 && legibleClips === 0,
      detail: `legible: ${rateOf(legibleClips, attacks)} clips`,
    },
    {
      name: 'few declined',
      holds: declinedAttacks <= mayDecline,
      detail: `${declinedAttacks} of ${attacking.length}, at most ${mayDecline}; ${declined.length} in all`,
    },
    {
      name: 'controls untouched',
      holds: covered.length === 0,
      detail: `${covered.length} of ${controls + covered.filter(({ score }) => !score).length} controls covered inside the picture, or declined`,
    },
    {
      name: 'frames agree',
      holds: uneven.length === 0,
      detail: `${uneven.length} clips with other frame counts that do not say so`,
    },
    { name: 'every ending is named', holds: unexpected.length === 0, detail: `${unexpected.length} failed otherwise` },
    {
      name: 'goal: little lost',
      holds: true,
      detail: `${percent(lost)} of the picture, goal ${percent(LOST_GOAL)}: ${lost <= LOST_GOAL ? 'met' : 'not met'}`,
    },
  ];
}
