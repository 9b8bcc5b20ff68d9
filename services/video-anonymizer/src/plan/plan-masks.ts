import type { Correction } from '@endoveil/contracts';
import { type Layout, maskOf, type Picture, scaled, type YuvFrame } from '@endoveil/masking';
import type { VideoFacts } from '@endoveil/media';
import type { Inspection } from './frame-inspector.js';
import { correctionCovers } from './correction-covers.js';
import { evenBox } from './even-box.js';
import { type MaskPlan, type Segment, UNTIL_THE_END } from './mask-plan.js';
import { surveySize } from './survey.js';

/** A layout's picture in display pixels. */
type Shown = Pick<Segment, 'picture' | 'insetPixels'>;

/** What is known before every frame was looked at: the picture where it is most of the time, and nothing in it. */
export function optimisticPlan(facts: VideoFacts, layouts: readonly Layout[]): MaskPlan {
  const [width, height] = [facts.displayWidth, facts.displayHeight];
  const segments = [{ first: 0, last: UNTIL_THE_END, ...shownOf(facts, layouts[0]!) }];
  return { width, height, segments, covers: [] };
}

/** What is known afterwards: each layout with its own picture, unknown ones black, writing in the picture covered. */
export function finalPlan(
  facts: VideoFacts,
  layouts: readonly Layout[],
  inspection: Inspection,
  corrections: readonly Correction[] = [],
): MaskPlan {
  const [width, height] = [facts.displayWidth, facts.displayHeight];
  const shown = layouts.map((layout) => shownOf(facts, layout));
  const segments = inspection.layouts.map(({ first, last, layout }): Segment => {
    if (layout === null) return { first, last, picture: null, insetPixels: 0 };
    return { first, last, ...shown[layout]! };
  });
  const [fx, fy] = factors(facts);
  const covers = inspection.writing.map(({ box, first, last }) => ({
    first,
    last,
    box: evenBox({ x: box.x * fx, y: box.y * fy, width: box.width * fx, height: box.height * fy }, width, height),
  }));
  return { width, height, segments, covers: [...covers, ...correctionCovers(facts, corrections)] };
}

function shownOf(facts: VideoFacts, { picture, frames }: Layout): Shown {
  const [fx, fy] = factors(facts);
  const error = Math.max(fx, fy);
  // the edge is known to about a pixel of the survey: beyond it lies black, which may be kept, or something else
  const insetPixels = standsAlone(picture, frames) ? -Math.ceil(error) - 1 : Math.ceil(1.5 * error);
  return { picture: displayed(facts, picture), insetPixels };
}

/** A picture of the survey in display pixels. */
export function displayed(facts: VideoFacts, picture: Picture): Picture {
  return scaled(picture, ...factors(facts));
}

/** Nearest and farthest, in survey pixels: where the black around a picture is looked for. */
const RING = [3, 8] as const;
/** Studio range: a little above black. */
const BLACK = 40;
const MAY_BE_BRIGHT = 0.005;

/** True where the picture is surrounded by black, in all frames. */
function standsAlone(picture: Picture, frames: readonly YuvFrame[]): boolean {
  const { width, height } = frames[0]!;
  const near = maskOf(picture, width, height, -RING[0]);
  const ring = maskOf(picture, width, height, -RING[1]).map((value, i) => (near[i] === 1 ? 0 : value));
  let [bright, all] = [0, 0];
  for (let i = 0; i < ring.length; i += 1) {
    if (ring[i] === 0) continue;
    all += 1;
    if (frames.some(({ y }) => y[i]! > BLACK)) bright += 1;
  }
  return bright <= MAY_BE_BRIGHT * all;
}

function factors(facts: VideoFacts): [number, number] {
  const { width, height } = surveySize(facts);
  return [facts.displayWidth / width, facts.displayHeight / height];
}
