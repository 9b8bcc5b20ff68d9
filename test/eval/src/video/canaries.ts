import { readFile } from 'node:fs/promises';
import { ffprobe } from '../ffmpeg.js';

/** What is planted into a container: one word for each channel, and values that channels carry by their nature. */
export const PLACE = '+52.5200+013.4050';
export const MOMENT = '2024-02-15T09:52:17';
export const NAME = 'Mustermann';
const needles = ['CANARY', NAME, PLACE, MOMENT, MOMENT.replace('T', ' ')];
/** Tags that name nothing but the file format. */
const neutral = new Set(['major_brand', 'minor_version', 'compatible_brands', 'language', 'handler_name', 'vendor_id']);
const neutralValues = new Set(['', 'und', 'VideoHandler', '[0][0][0][0]']);

/** Everything in a file that is not its one picture stream: names of what was found, empty when there is nothing. */
export async function leaksIn(path: string): Promise<readonly string[]> {
  const bytes = await readFile(path);
  return [...leaksInBytes(bytes), ...(await leaksInStreams(path)), ...headerTimes(bytes)];
}

/** The planted words, raw, as UTF-16, as hexadecimal and as base64. */
export function leaksInBytes(bytes: Buffer): string[] {
  const lower = Buffer.from(bytes.toString('latin1').toLowerCase(), 'latin1');
  return needles.flatMap((needle) => {
    const plain = Buffer.from(needle);
    const wide = Buffer.from(needle, 'utf16le');
    const written: readonly (readonly [string, Buffer, Buffer])[] = [
      ['bytes', bytes, plain],
      ['UTF-16LE', bytes, wide],
      ['UTF-16BE', bytes, Buffer.from(wide).swap16()],
      ['hexadecimal', lower, Buffer.from(plain.toString('hex'))],
      // base64 of a word depends on where in a group of three bytes it begins
      ...[0, 1, 2].map((shift) => ['base64', bytes, base64Core(plain, shift)] as const),
    ];
    return written.filter(([, where, what]) => where.includes(what)).map(([how]) => `${needle} (${how})`);
  });
}

function base64Core(plain: Buffer, shift: number): Buffer {
  const text = Buffer.concat([Buffer.alloc(shift), plain]).toString('base64');
  return Buffer.from(text.slice(shift === 0 ? 0 : 4, Math.floor((shift + plain.length) / 3) * 4));
}

interface Probed {
  readonly streams?: readonly { codec_type?: string; tags?: Record<string, string>; side_data_list?: unknown[] }[];
  readonly chapters?: readonly unknown[];
  readonly format?: { readonly tags?: Record<string, string> };
}

async function leaksInStreams(path: string): Promise<string[]> {
  const told = (await ffprobe(path, '-show_streams', '-show_chapters', '-show_format')) as Probed | undefined;
  if (!told?.streams) return ['unreadable'];
  const tags = [told.format?.tags, ...told.streams.map((stream) => stream.tags)].flatMap((one) =>
    Object.entries(one ?? {}),
  );
  return [
    ...told.streams.flatMap(({ codec_type }, i) =>
      codec_type === 'video' && i === 0 ? [] : [`stream: ${codec_type}`],
    ),
    ...told.streams.flatMap(({ side_data_list }) => (side_data_list?.length ? ['side data'] : [])),
    ...((told.chapters?.length ?? 0) > 0 ? ['chapters'] : []),
    ...tags
      .filter(([name, value]) => !(neutral.has(name) && (neutralValues.has(value) || /brand|version/.test(name))))
      .map(([name]) => `tag: ${name}`),
  ];
}

/** Times in the headers of movie, track and media (ISO/IEC 14496-12, 8.2.2, 8.3.2 and 8.4.2) that are not zero. */
function headerTimes(bytes: Buffer): string[] {
  return ['mvhd', 'tkhd', 'mdhd'].flatMap((type) => {
    const at = bytes.indexOf(type, 0, 'latin1');
    if (at < 0 || at + 16 > bytes.length) return [];
    const long = bytes[at + 4] === 1;
    const time = long ? bytes.readBigUInt64BE(at + 8) : BigInt(bytes.readUInt32BE(at + 8));
    return time === 0n ? [] : [`time in ${type}`];
  });
}
