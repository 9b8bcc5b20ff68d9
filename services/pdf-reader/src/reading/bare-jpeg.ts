/** ITU-T T.81, table B.1. */
const [SOI, SOS, APP0, APP14, APP15, COM] = [0xd8, 0xda, 0xe0, 0xee, 0xef, 0xfe];
const FRAMES = new Set([0xc0, 0xc1, 0xc2]);
/** DHT, DQT, DRI. */
const TABLES = new Set([0xc4, 0xdb, 0xdd]);
const ADOBE = Buffer.from('Adobe');
const ADOBE_LENGTH = 14;
const COMPONENTS_AT = 9;

/**
 * Nothing but what a PDF's reader heeds: the tables, the frame, how its colours are coded, the pixels. EXIF would turn the
 * picture and a profile change its colours, and people see it without. Throws of what two decoders may read in two ways.
 */
export function bareJpeg(data: Uint8Array): Uint8Array {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const kept = [bytes.subarray(0, 2)];
  let isFramed = false;
  if (bytes[0] !== 0xff || bytes[1] !== SOI) throw refused();
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = bytes[at] === 0xff ? bytes[at + 1]! : 0;
    if (marker === SOS && isFramed) return Buffer.concat([...kept, bytes.subarray(at)]);
    const segment = bytes.subarray(at, at + 2 + bytes.readUInt16BE(at + 2));
    if (segment.length < 4 || at + segment.length > bytes.length) throw refused();
    if (FRAMES.has(marker)) {
      if (isFramed || ![1, 3].includes(segment[COMPONENTS_AT]!)) throw refused();
      isFramed = true;
    } else if (!TABLES.has(marker) && !isRemark(marker)) throw refused();
    if (!isRemark(marker) || saysColours(marker, segment)) kept.push(segment);
    at += segment.length;
  }
  throw refused();
}

const isRemark = (marker: number) => marker === COM || (marker >= APP0 && marker <= APP15);

function saysColours(marker: number, segment: Buffer): boolean {
  const isAdobe = marker === APP14 && segment.subarray(4, 4 + ADOBE.length).equals(ADOBE);
  if (isAdobe && segment.length < 2 + ADOBE_LENGTH) throw refused();
  return isAdobe;
}

const refused = () => new Error('not decoded natively');
