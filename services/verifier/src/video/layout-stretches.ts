import type { Check, ReasonCode } from '@endoveil/contracts';
import { failed, passed, unsure } from '../check.js';
import { Extremes, type Planes } from './extremes.js';
import { isBlackOutside, lookOutside } from './outside-black.js';
import { type PictureRegion, union } from './picture-region.js';
import { SteadyRim } from './steady-rim.js';

const NAME = 'outside-black';
/** Frames that are looked at together: the smallest piece a stretch is made of. */
const MOMENT = 8;
/** A picture stands elsewhere when so much of it is new, or so much is gone. Darkness comes and goes as well. */
const NEW_SHARE = 0.02;
const GONE_SHARE = 0.15;
/** Frames that the moment of a change may take. */
const CHANGE = 3 * MOMENT;

/**
 * Judges what is outside the picture, for each stretch of time in which the picture stands at one place. A stretch that
 * is not a picture by itself (darkness, the moment of a change) must be black outside the pictures before and after it.
 * One that shows a picture and, for longer than a change takes, something beside it is not explained by them: what is a
 * dark picture's second light may as well be writing beside a smaller picture.
 * Keeps the extremes of one stretch, whatever the length of the video.
 */
export class LayoutStretches {
  private moment: Extremes;
  private stretch: Extremes | undefined;
  private rim: SteadyRim;
  private unjudged: Extremes | undefined;
  private hasMoreThanPicture = false;
  private before: PictureRegion | undefined;
  private worst: ReasonCode | undefined;
  private frames = 0;
  private black = 0;

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {
    this.moment = new Extremes(width, height);
    this.rim = new SteadyRim(width, height);
  }

  see(planes: Planes): void {
    this.moment.see(planes);
    this.frames += 1;
    if (this.moment.frames === MOMENT) this.endMoment(planes.luma);
  }

  /** `planned`: how many frames there are. */
  finish(planned: number): Check[] {
    if (this.moment.frames > 0) this.endMoment();
    this.endStretch();
    if (this.unjudged) this.judgeBy(this.unjudged, this.before);
    if (!this.before) this.worst ??= 'result-blank';
    const covered = this.frames;
    const outside =
      this.worst === undefined
        ? covered === planned
          ? passed(NAME, covered, 'frames')
          : unsure(NAME, 'coverage-incomplete', covered, planned, 'frames')
        : sure.has(this.worst)
          ? failed(NAME, this.worst, covered, 'frames')
          : unsure(NAME, this.worst, covered, covered, 'frames');
    return [outside, passed('black-frames', this.black, 'frames')];
  }

  private endMoment(luma?: Uint8Array): void {
    const { moment, stretch } = this;
    if (moment.isBlack) this.black += moment.frames;
    if (stretch && !this.isElsewhere(stretch.lit, moment.lit)) {
      stretch.add(moment);
      moment.clear();
    } else {
      this.endStretch();
      this.stretch = moment;
      this.moment = new Extremes(this.width, this.height);
    }
    if (luma) this.rim.see(luma);
  }

  private isElsewhere(before: Uint8Array, now: Uint8Array): boolean {
    const columns = this.width / 8;
    const size = Math.max(1, count(before));
    return beyond(now, before, columns) > NEW_SHARE * size || beyond(before, now, columns) > GONE_SHARE * size;
  }

  private endStretch(): void {
    const { stretch } = this;
    this.stretch = undefined;
    if (!stretch) return;
    const rim = this.rim;
    this.rim = new SteadyRim(this.width, this.height);
    const { region, reason } = lookOutside(stretch);
    if (reason === undefined && rim.hasStrip(region.inside)) this.worst ??= 'candidate-unexplained';
    if (reason === undefined) {
      if (this.unjudged) this.judgeBy(this.unjudged, this.before ? union(this.before, region) : region);
      this.unjudged = undefined;
      this.before = region;
      return;
    }
    if (reason === 'outside-not-black' && stretch.frames > CHANGE) this.hasMoreThanPicture = true;
    if (this.unjudged) this.unjudged.add(stretch);
    else this.unjudged = stretch;
  }

  private judgeBy(extremes: Extremes, region: PictureRegion | undefined): void {
    if (this.hasMoreThanPicture) this.worst ??= 'candidate-unexplained';
    this.hasMoreThanPicture = false;
    if (region && isBlackOutside(extremes, region)) return;
    const { reason, region: own } = lookOutside(extremes);
    if (reason === undefined) {
      // none of its stretches was a picture, all of them together are: it was dark in parts
      this.before ??= own;
      return;
    }
    const found = reason === 'result-blank' && region ? 'outside-not-black' : reason;
    if (this.worst === undefined || sure.has(found)) this.worst = found;
  }
}

const sure: ReadonlySet<ReasonCode> = new Set(['outside-not-black', 'result-blank']);

const count = (set: Uint8Array) => set.reduce((sum, value) => sum + value, 0);

/** How many blocks of one are neither in the other nor beside one of it. */
function beyond(one: Uint8Array, other: Uint8Array, columns: number): number {
  let found = 0;
  for (let at = 0; at < one.length; at += 1) {
    if (one[at] === 0 || other[at] === 1) continue;
    let beside = false;
    for (const row of [at - columns, at, at + columns])
      if (other[row - 1] === 1 || other[row] === 1 || other[row + 1] === 1) beside = true;
    if (!beside) found += 1;
  }
  return found;
}
