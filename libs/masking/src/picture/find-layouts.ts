import { CERTAIN_ENOUGH, findPicture, type Geometry, guessPicture } from './find-picture.js';
import { overlapOf, type Picture } from './picture.js';
import { halved, type YuvFrame } from '../yuv-frame.js';

/** A way in which the screen was divided for a while: the picture's place, and the frames of the sample that show it. */
export interface Layout {
  readonly picture: Picture;
  readonly confidence: number;
  readonly frames: readonly YuvFrame[];
}

/** Frames of the sample that are looked at together: few enough that a change falls into one piece only. */
const PIECE = 4;
/** A layout stands for at least so many pieces in a row; a piece alone may be half of one and half of the next. */
const PIECES_IN_A_ROW = 2;
const SAME = 0.9;
/** So much of a picture has light in each of its pieces, and so much clearer the whole of it is: dark tissue has no edge. */
const PART = 0.8;
const CLEARER = 0.003;

/**
 * The layouts of a sample (frames in the order of time), the longest first. None: why the picture was not found over
 * the whole sample. Devices switch, zoom, freeze and open menus in mid video; what has no layout of its own here is
 * left to the caller, who shows nothing of it.
 */
export function findLayouts(sample: readonly YuvFrame[]): Layout[] | Extract<Geometry, { found: false }> {
  const groups = groupsOf(sample);
  const layouts: Layout[] = [];
  for (const frames of groups) {
    const geometry = findPicture(frames);
    if (!geometry.found) continue;
    const { picture, confidence } = geometry;
    const same = layouts.findIndex((layout) => overlapOf(layout.picture, picture) >= SAME);
    if (same < 0) layouts.push({ picture, confidence, frames });
  }
  if (layouts.length > 0) return layouts.toSorted((a, b) => b.frames.length - a.frames.length);
  const whole = findPicture(sample);
  return whole.found ? [{ picture: whole.picture, confidence: whole.confidence, frames: sample }] : whole;
}

/** Frames whose pieces agree on where the picture is; all of them where each piece saw a part of one picture. */
function groupsOf(sample: readonly YuvFrame[]): YuvFrame[][] {
  const small = sample.map(halved);
  const pieces = Array.from({ length: Math.floor(sample.length / PIECE) }, (_, i) =>
    guessPicture(small.slice(i * PIECE, (i + 1) * PIECE)),
  );
  const groups = groupsInARow(sample, pieces);
  const isAll = groups.length === 1 && groups[0]!.length >= PIECE * pieces.length;
  return isAll || !areParts(pieces, findPicture(small)) ? groups : [[...sample]];
}

function groupsInARow(sample: readonly YuvFrame[], pieces: readonly Geometry[]): YuvFrame[][] {
  const certain = pieces.map((piece) =>
    piece.found && piece.confidence >= CERTAIN_ENOUGH ? piece.picture : undefined,
  );
  const groups: { picture: Picture; frames: YuvFrame[] }[] = [];
  let [begin, at] = [0, 1];
  for (; at <= certain.length; at += 1) {
    const [one, next] = [certain[begin], certain[at]];
    if (one && next && overlapOf(one, next) >= SAME) continue;
    if (one && at - begin >= PIECES_IN_A_ROW) {
      const frames = sample.slice(begin * PIECE, at * PIECE);
      const group = groups.find(({ picture }) => overlapOf(picture, one) >= SAME);
      if (group) group.frames.push(...frames);
      else groups.push({ picture: one, frames: [...frames] });
    }
    begin = at;
  }
  return groups.map(({ frames }) => frames);
}

/** A piece as clear as the whole is a layout of its own, unless it is the same one. */
function areParts(pieces: readonly Geometry[], whole: Geometry): boolean {
  if (!whole.found) return false;
  return pieces.every((piece) => {
    if (!piece.found) return false;
    const isClear = piece.confidence + CLEARER >= whole.confidence;
    return overlapOf(piece.picture, whole.picture) >= (isClear ? SAME : PART);
  });
}
