import type { FileBytes } from '../known/file-bytes.js';

/** One box of an ISO base media file (ISO/IEC 14496-12). Offsets are bytes of the file. */
export interface Mp4Box {
  readonly path: string;
  readonly type: string;
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

/** Boxes that hold nothing but boxes. */
export const containers = new Set(['moov', 'trak', 'edts', 'mdia', 'minf', 'dinf', 'stbl']);
/** A clean result has some thirty. */
const MOST_BOXES = 1000;

/** Every box below the root. Undefined when the boxes do not fill the file exactly, or are far too many. */
export async function boxesOf(file: FileBytes): Promise<Mp4Box[] | undefined> {
  const boxes: Mp4Box[] = [];
  return (await walk(file, 0, file.size, '', boxes)) ? boxes : undefined;
}

async function walk(file: FileBytes, from: number, to: number, path: string, boxes: Mp4Box[]): Promise<boolean> {
  let at = from;
  while (at < to) {
    if (to - at < 8 || boxes.length >= MOST_BOXES) return false;
    const head = await file.at(at, 16);
    const short = head.readUInt32BE(0);
    const type = head.toString('latin1', 4, 8);
    const isLong = short === 1;
    if (isLong && to - at < 16) return false;
    const size = isLong ? Number(head.readBigUInt64BE(8)) : short;
    const body = at + (isLong ? 16 : 8);
    // size 0 means "to the end": whatever is hung behind would belong to it
    if (size < body - at || at + size > to) return false;
    const box = { path: `${path}/${type}`, type, start: at, body, end: at + size };
    boxes.push(box);
    if (containers.has(type) && !(await walk(file, body, box.end, box.path, boxes))) return false;
    at += size;
  }
  return at === to;
}
