import type { FileHandle } from 'node:fs/promises';

/**
 * What a file's own structure says of its end. `open-ended` formats cannot tell; `unfinished` ones say that something
 * is still missing. Neither is waited for for ever: a damaged file has to be shown, not hidden.
 */
export type Completeness = 'complete' | 'open-ended' | 'unfinished' | 'empty';

const MOST_BOXES = 10_000;
const TAIL_BYTES = 4096;

/** Reads headers and the tail only. Formats: ISO base media, Matroska/WebM, RIFF, PDF; all others are open-ended. */
export async function completenessOf(file: FileHandle): Promise<Completeness> {
  const { size } = await file.stat();
  if (size === 0) return 'empty';
  const head = await readAt(file, 0, 1024);
  // Samba and many recorders reserve the whole size at once: what is not written yet reads as zeros
  const tail = await readAt(file, Math.max(0, size - TAIL_BYTES), TAIL_BYTES);
  const zeroTail = size >= TAIL_BYTES && tail.every((byte) => byte === 0);
  if (zeroTail) return 'unfinished';
  if (head.includes('%PDF-')) return endsAsPdf(tail) ? 'complete' : 'unfinished';
  if (isBoxType(head.subarray(4, 8))) return await boxesOf(file, size);
  if (head.subarray(0, 4).equals(EBML)) return segmentOf(head, size);
  if (head.subarray(0, 4).toString('latin1') === 'RIFF') return await riffOf(file, size);
  return 'open-ended';
}

function endsAsPdf(tail: Buffer): boolean {
  return tail.lastIndexOf('%%EOF') > tail.length - 1100 && tail.includes('%%EOF');
}

const BOXES = new Set(['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide', 'pnot']);
const isBoxType = (bytes: Buffer) => BOXES.has(bytes.toString('latin1'));

/** ISO/IEC 14496-12, 4.2: every box must end inside the file, the last at its end, and the index must be there. */
async function boxesOf(file: FileHandle, size: number): Promise<Completeness> {
  const seen = new Set<string>();
  let offset = 0;
  for (let count = 0; offset < size; count += 1) {
    if (count === MOST_BOXES) return 'open-ended';
    const header = await readAt(file, offset, 16);
    if (header.length < 8) return 'unfinished';
    seen.add(header.toString('latin1', 4, 8));
    const short = header.readUInt32BE(0);
    // 0: to the end of the file, so nothing says where that is
    if (short === 0) return 'open-ended';
    if (short === 1 && header.length < 16) return 'unfinished';
    const length = short === 1 ? Number(header.readBigUInt64BE(8)) : short;
    if (length < 8 || offset + length > size) return 'unfinished';
    offset += length;
  }
  if (!seen.has('moov') || !(seen.has('mdat') || seen.has('moof'))) return 'unfinished';
  // a fragmented file is whole after each fragment
  return seen.has('moof') ? 'open-ended' : 'complete';
}

const EBML = Buffer.of(0x1a, 0x45, 0xdf, 0xa3);
const SEGMENT = Buffer.of(0x18, 0x53, 0x80, 0x67);

/** RFC 8794 and 9559: the EBML header, then one segment whose size is known only when the writer has finished. */
function segmentOf(head: Buffer, size: number): Completeness {
  const header = vint(head, 4);
  if (!header) return 'open-ended';
  const at = header.end + header.value;
  if (at + 12 > head.length || !head.subarray(at, at + 4).equals(SEGMENT)) return 'open-ended';
  const segment = vint(head, at + 4);
  if (!segment) return 'open-ended';
  return segment.end + segment.value > size ? 'unfinished' : 'complete';
}

/** A variable-size integer; undefined when all its bits are one ("unknown") or it is cut off. */
function vint(bytes: Buffer, at: number): { value: number; end: number } | undefined {
  const first = bytes[at];
  if (first === undefined || first === 0) return undefined;
  const length = Math.clz32(first) - 23;
  if (at + length > bytes.length) return undefined;
  let value = BigInt(first & (0xff >> length));
  for (let i = 1; i < length; i += 1) value = (value << 8n) | BigInt(bytes[at + i]!);
  if (value === (1n << BigInt(7 * length)) - 1n) return undefined;
  return { value: Number(value), end: at + length };
}

/** Large AVI files are several RIFF chunks one after the other (OpenDML). A size of 0 is filled in at the end. */
async function riffOf(file: FileHandle, size: number): Promise<Completeness> {
  let offset = 0;
  for (let count = 0; count < MOST_BOXES && offset < size; count += 1) {
    const header = await readAt(file, offset, 8);
    if (header.length < 8 || header.toString('latin1', 0, 4) !== 'RIFF') return 'open-ended';
    const length = header.readUInt32LE(4);
    if (length === 0 || offset + 8 + length > size) return 'unfinished';
    offset += 8 + length + (length % 2);
  }
  return offset >= size ? 'complete' : 'open-ended';
}

async function readAt(file: FileHandle, offset: number, bytes: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(bytes), 0, bytes, offset);
  return buffer.subarray(0, bytesRead);
}
