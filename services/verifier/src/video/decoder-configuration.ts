import { type CodedSize, codedSizeOf } from './sequence-parameters.js';

/** What a decoder is told before the first picture. */
export interface DecoderConfiguration {
  readonly size: CodedSize;
  /** Parameter sets, each a unit of the stream. */
  readonly units: readonly Buffer[];
}

const [SEQUENCE, PICTURE] = [7, 8];
const LARGEST_UNIT = 256;

/**
 * Decoder configuration (ISO/IEC 14496-15, 5.3.3): parameter sets of the stream, lengths of four bytes, no more. Undefined
 * where there is anything else, or where the sequence parameter sets are none or leave out a part of the picture.
 */
export function readConfiguration(body: Buffer): DecoderConfiguration | undefined {
  if (body.length < 7 || body[0] !== 1 || (body[4]! & 3) !== 3) return undefined;
  const units: Buffer[] = [];
  let at = 5;
  for (const type of [SEQUENCE, PICTURE]) {
    const count = type === SEQUENCE ? body[at]! & 0x1f : body[at]!;
    at += 1;
    for (let i = 0; i < count; i += 1) {
      if (at + 3 > body.length) return undefined;
      const length = body.readUInt16BE(at);
      const unit = body.subarray(at + 2, at + 2 + length);
      if (length > LARGEST_UNIT || unit.length < length || (unit[0]! & 0x1f) !== type) return undefined;
      units.push(unit);
      at += 2 + length;
    }
  }
  // profiles from High on say their colour format and depths, and that nothing is extended
  if (at !== body.length && (at + 4 !== body.length || body[at + 3] !== 0)) return undefined;
  const sequences = units.filter((unit) => (unit[0]! & 0x1f) === SEQUENCE);
  // one size for the whole stream: which set a picture goes by is not read
  const size = sequences.length === 1 ? codedSizeOf(sequences[0]!) : undefined;
  return size && { size, units };
}

/** The `avcC` box's body in the body of a `stsd` that was found plain. */
export function configurationIn(stsd: Buffer): DecoderConfiguration | undefined {
  for (let at = 94; at + 8 <= stsd.length; at += stsd.readUInt32BE(at))
    if (stsd.toString('latin1', at + 4, at + 8) === 'avcC')
      return readConfiguration(stsd.subarray(at + 8, at + stsd.readUInt32BE(at)));
  return undefined;
}
