/** One box of an ISO base media file (ISO/IEC 14496-12). Offsets are bytes of the file. */
export interface Mp4Box {
  readonly path: string;
  readonly type: string;
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

const containers = new Set(['moov', 'trak', 'edts', 'mdia', 'minf', 'dinf', 'stbl']);

/** Every box below the root. Undefined when the boxes do not fill the file exactly. */
export function boxesOf(bytes: Buffer): Mp4Box[] | undefined {
  const boxes: Mp4Box[] = [];
  return walk(bytes, 0, bytes.length, '', boxes) ? boxes : undefined;
}

function walk(bytes: Buffer, from: number, to: number, path: string, boxes: Mp4Box[]): boolean {
  let at = from;
  while (at < to) {
    if (to - at < 8) return false;
    const short = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const isLong = short === 1;
    if (isLong && to - at < 16) return false;
    const size = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short;
    const body = at + (isLong ? 16 : 8);
    // size 0 means "to the end": whatever is hung behind would belong to it
    if (size < body - at || at + size > to) return false;
    const box = { path: `${path}/${type}`, type, start: at, body, end: at + size };
    boxes.push(box);
    if (containers.has(type) && !walk(bytes, body, box.end, box.path, boxes)) return false;
    at += size;
  }
  return at === to;
}
