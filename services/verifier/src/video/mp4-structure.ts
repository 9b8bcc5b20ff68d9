import type { Check } from '@endoveil/contracts';
import { failed, passed } from '../check.js';
import type { FileBytes } from '../known/file-bytes.js';
import { boxesOf, containers, type Mp4Box } from './mp4-boxes.js';
import { configurationIn } from './decoder-configuration.js';
import { isPlainBox } from './mp4-plain-boxes.js';
import { readSampleTable } from './mp4-sample-table.js';
import { hasOnlyPictures } from './picture-units.js';
import type { CodedSize } from './sequence-parameters.js';

const NAME = 'container-structure';
const STBL = '/moov/trak/mdia/minf/stbl';
/** A clean result has each of these at most once, and nothing else. */
const allowed = new Set([
  ...['/ftyp', '/mdat', '/moov', '/moov/mvhd', '/moov/udta'],
  ...['', '/tkhd', '/edts', '/edts/elst', '/mdia', '/mdia/mdhd', '/mdia/hdlr'].map((path) => `/moov/trak${path}`),
  ...['', '/vmhd', '/dinf', '/dinf/dref', '/stbl'].map((path) => `/moov/trak/mdia/minf${path}`),
  ...['stsd', 'stts', 'stss', 'ctts', 'stsc', 'stsz', 'stco', 'co64', 'sdtp'].map((type) => `${STBL}/${type}`),
]);
const needed = ['/ftyp', '/mdat', '/moov', `${STBL}/stsd`, `${STBL}/stsz`];
/** Larger bodies than any table of a day's video are not read. */
const LARGEST_BODY = 256 * 1024 * 1024;

export interface Mp4Structure {
  readonly check: Check;
  /** What the container holds; undefined when it is not what it should be. */
  readonly pictures?: RecordedPictures;
}

export interface RecordedPictures {
  readonly count: number;
  /** As they are recorded: a little more than what is shown of them. */
  readonly size: CodedSize;
}

/**
 * Only boxes that a picture needs, each once; one track, times zero, no names, no slack in a table, nothing beyond;
 * every byte of the data box belongs to a sample that is shown, and every unit in it to a picture.
 */
export async function checkMp4Structure(file: FileBytes): Promise<Mp4Structure> {
  const boxes = await boxesOf(file);
  const covered = boxes?.length ?? 0;
  const pictures = boxes && (await plainPicturesOf(file, boxes));
  return pictures === undefined
    ? { check: failed(NAME, 'structure-not-allowed', covered, 'boxes') }
    : { check: passed(NAME, covered, 'boxes'), pictures };
}

async function plainPicturesOf(file: FileBytes, boxes: readonly Mp4Box[]): Promise<RecordedPictures | undefined> {
  try {
    return (await isClean(file, boxes)) ? await picturesOf(file, boxes) : undefined;
  } catch (error) {
    // a box that is shorter than what must stand in it
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

async function isClean(file: FileBytes, boxes: readonly Mp4Box[]): Promise<boolean> {
  const paths = new Set<string>();
  for (const box of boxes) {
    const { path, type, body, end } = box;
    if (type === 'free') {
      if (end - body > 65_536 || (await file.at(body, end - body)).some((value) => value !== 0)) return false;
      continue;
    }
    if (!allowed.has(path) || paths.has(path)) return false;
    paths.add(path);
    if (type === 'mdat' || containers.has(type)) continue;
    if (end - body > LARGEST_BODY || !isPlainBox(type, await file.at(body, end - body))) return false;
  }
  return needed.every((path) => paths.has(path));
}

async function picturesOf(file: FileBytes, boxes: readonly Mp4Box[]): Promise<RecordedPictures | undefined> {
  const body = async (type: string) => {
    const box = boxes.find((one) => one.type === type);
    return box && Buffer.from(await file.at(box.body, box.end - box.body));
  };
  const table = await readSampleTable(body);
  const data = boxes.find(({ type }) => type === 'mdat')!;
  const configuration = configurationIn((await body('stsd'))!);
  return table && configuration && (await hasOnlyPictures(file, data.body, data.end, table, configuration.units))
    ? { count: table.sizes.length, size: configuration.size }
    : undefined;
}
