/** Tables, frames and scans (ITU-T T.81, table B.1): DQT, SOF0, SOF2, DHT, DRI. */
const TABLES = new Set([0xdb, 0xc0, 0xc2, 0xc4, 0xdd]);
const [SOI, EOI, SOS, APP0] = [0xd8, 0xd9, 0xda, 0xe0];
const FRAMES = new Set([0xc0, 0xc2]);
const JFIF = Buffer.from('JFIF\0');
/** Sixteen bytes: no room for a thumbnail. */
const JFIF_LENGTH = 16;

export interface JpegSize {
  readonly columns: number;
  readonly rows: number;
  readonly components: number;
}

/**
 * As its only frame says. Undefined for a JPEG that does not hold pixels alone: no comment, no application data but a bare
 * JFIF, nothing behind its end.
 */
export function sizeOfPlainJpeg(bytes: Buffer): JpegSize | undefined {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== SOI) return undefined;
  let at = 2;
  let size: JpegSize | undefined;
  for (;;) {
    if (at + 2 > bytes.length || bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    if (marker === EOI) return at + 2 === bytes.length ? size : undefined;
    if (at + 4 > bytes.length) return undefined;
    const length = bytes.readUInt16BE(at + 2);
    const body = bytes.subarray(at + 4, at + 2 + length);
    const isJfif = marker === APP0 && length === JFIF_LENGTH && body.subarray(0, 5).equals(JFIF);
    if (marker !== SOS && !TABLES.has(marker) && !isJfif) return undefined;
    if (FRAMES.has(marker)) {
      if (size || body.length < 6) return undefined;
      size = { rows: body.readUInt16BE(1), columns: body.readUInt16BE(3), components: body[5]! };
    }
    at += 2 + length;
    if (marker === SOS) at = endOfScan(bytes, at);
  }
}

/** Coded pixels run to the next marker that is neither a stuffed zero nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  let at = from;
  while (at + 1 < bytes.length) {
    const next = bytes[at + 1]!;
    if (bytes[at] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
    at += 1;
  }
  return bytes.length;
}
