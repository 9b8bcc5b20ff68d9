import type { FileBytes } from '../known/file-bytes.js';
import type { SampleTable } from './mp4-sample-table.js';

/** NAL units of H.264 (ITU-T H.264 table 7-1): slices; parameter sets; a delimiter. 6 (SEI) may hold anything. */
const slices = new Set([1, 5]);
const parameterSets = new Set([7, 8]);
const DELIMITER = 9;
const DELIMITER_BYTES = 2;

/**
 * True when the samples fill the data box without a gap, in order, and every unit of every sample is a picture's: length,
 * unit, length, unit. Reads five bytes of each. `parameters`: the sets that the header holds; only these may be said again.
 */
export async function hasOnlyPictures(
  file: FileBytes,
  body: number,
  end: number,
  { chunks, sizes }: SampleTable,
  parameters: readonly Buffer[],
): Promise<boolean> {
  let at = body;
  let sample = 0;
  for (const { offset, samples } of chunks) {
    if (offset !== at) return false;
    for (let i = 0; i < samples; i += 1, sample += 1) {
      const next = at + sizes[sample]!;
      if (next > end || !(await isPicture(file, at, next, parameters))) return false;
      at = next;
    }
  }
  return at === end && sample === sizes.length;
}

async function isPicture(file: FileBytes, from: number, to: number, parameters: readonly Buffer[]): Promise<boolean> {
  let pictures = 0;
  for (let at = from; at < to;) {
    if (to - at < 5) return false;
    const head = await file.at(at, 5);
    const size = head.readUInt32BE(0);
    const type = head[4]! & 0x1f;
    if (size === 0 || at + 4 + size > to) return false;
    if (slices.has(type)) pictures += 1;
    else if (parameterSets.has(type)) {
      const known = parameters.filter(({ length }) => length === size);
      const unit = known.length > 0 ? await file.at(at + 4, size) : undefined;
      if (!unit || !known.some((one) => one.equals(unit))) return false;
    } else if (type !== DELIMITER || size > DELIMITER_BYTES) return false;
    at += 4 + size;
  }
  return pictures > 0;
}
