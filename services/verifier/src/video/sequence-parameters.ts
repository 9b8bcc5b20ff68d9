import { RawBits } from './raw-bits.js';

/** How large the recorded pictures are, and how much of them is shown. */
export interface CodedSize {
  readonly width: number;
  readonly height: number;
  readonly shownWidth: number;
  readonly shownHeight: number;
}

/** Profiles from High on, which say their colour format (ITU-T H.264, 7.3.2.1.1). */
const HIGH = new Set([44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244]);
const MACROBLOCK = 16;

/**
 * Reads a sequence parameter set of H.264 as far as the size. Undefined for anything but 4:2:0 of eight bits whose shown
 * part begins at the first pixel and leaves out no more than fills up the last macroblock: more could hide a picture.
 */
export function codedSizeOf(unit: Buffer): CodedSize | undefined {
  const bits = new RawBits(unit.subarray(1));
  const profile = bits.take(8);
  bits.take(16);
  bits.count();
  if (HIGH.has(profile) && !isPlainFormat(bits)) return undefined;
  bits.count();
  skipOrder(bits);
  bits.count();
  bits.take(1);
  const columns = bits.count() + 1;
  const rows = bits.count() + 1;
  const isFrames = bits.take(1) === 1;
  if (!isFrames) bits.take(1);
  bits.take(1);
  const [left, right, top, bottom] =
    bits.take(1) === 1 ? [bits.count(), bits.count(), bits.count(), bits.count()] : [0, 0, 0, 0];
  const fields = isFrames ? 1 : 2;
  const [width, height] = [columns * MACROBLOCK, rows * MACROBLOCK * fields];
  const [aside, below] = [2 * right!, 2 * fields * bottom!];
  const isWhole = left === 0 && top === 0 && aside < MACROBLOCK && below < MACROBLOCK * fields;
  if (!isWhole || bits.isSpent) return undefined;
  return { width, height, shownWidth: width - aside, shownHeight: height - below };
}

function isPlainFormat(bits: RawBits): boolean {
  const [format, lumaDepth, colourDepth] = [bits.count(), bits.count(), bits.count()];
  if (format !== 1 || lumaDepth !== 0 || colourDepth !== 0) return false;
  bits.take(1);
  if (bits.take(1) === 0) return true;
  for (let list = 0; list < 8; list += 1) if (bits.take(1) === 1) skipScaling(bits, list < 6 ? 16 : 64);
  return true;
}

function skipScaling(bits: RawBits, size: number): void {
  let [last, next] = [8, 8];
  for (let i = 0; i < size && !bits.isSpent; i += 1) {
    if (next !== 0) next = (((last + bits.signed()) % 256) + 256) % 256;
    if (next !== 0) last = next;
  }
}

/** In which order pictures are shown (`pic_order_cnt_type`). */
function skipOrder(bits: RawBits): void {
  const kind = bits.count();
  if (kind === 0) bits.count();
  if (kind !== 1) return;
  bits.take(1);
  bits.count();
  bits.count();
  const cycle = bits.count();
  for (let i = 0; i < cycle && !bits.isSpent; i += 1) bits.count();
}
