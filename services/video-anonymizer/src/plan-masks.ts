import { type Picture, type Rectangle, scaled, type TextTrack } from '@endoveil/masking';
import type { Stretch, VideoFacts } from '@endoveil/media';
import { type MaskPlan, type Segment, UNTIL_THE_END } from './mask-plan.js';
import { surveySize } from './survey.js';

/** What is known before every frame was looked at: the picture, and nothing in it. */
export function optimisticPlan(facts: VideoFacts, picture: Picture): MaskPlan {
  const { width: small } = surveySize(facts);
  const [width, height] = [facts.displayWidth, facts.displayHeight];
  const [fx, fy] = factors(facts);
  return {
    version: 2,
    width,
    height,
    segments: [
      {
        first: 0,
        last: UNTIL_THE_END,
        picture: scaled(picture, fx, fy),
        insetPixels: small === width ? 2 : Math.ceil(1.5 * Math.max(fx, fy)),
      },
    ],
    covers: [],
  };
}

/** What is known afterwards: frames of another layout are black, writing in the picture is covered. */
export function finalPlan(
  plan: MaskPlan,
  facts: VideoFacts,
  otherLayout: readonly Stretch[],
  text: readonly TextTrack[],
): MaskPlan {
  const last = facts.ptsTable.length - 1;
  const segments: Segment[] = [];
  const [{ picture, insetPixels }] = plan.segments as [Segment];
  let next = 0;
  for (const black of otherLayout) {
    if (black.first > next) segments.push({ first: next, last: black.first - 1, picture, insetPixels });
    segments.push({ ...black, picture: null, insetPixels });
    next = black.last + 1;
  }
  if (next <= last) segments.push({ first: next, last, picture, insetPixels });
  const [fx, fy] = factors(facts);
  const covers = text.map(({ box, first, last: end }) => ({
    first,
    last: end,
    box: evenBox({ x: box.x * fx, y: box.y * fy, width: box.width * fx, height: box.height * fy }, plan),
  }));
  return { ...plan, segments, covers };
}

function factors(facts: VideoFacts): [number, number] {
  const { width, height } = surveySize(facts);
  return [facts.displayWidth / width, facts.displayHeight / height];
}

function evenBox(box: Rectangle, { width, height }: MaskPlan): Rectangle {
  const x = Math.max(0, Math.floor(box.x / 2) * 2);
  const y = Math.max(0, Math.floor(box.y / 2) * 2);
  const right = Math.min(width, Math.ceil((box.x + box.width) / 2) * 2);
  const bottom = Math.min(height, Math.ceil((box.y + box.height) / 2) * 2);
  return { x, y, width: right - x, height: bottom - y };
}
