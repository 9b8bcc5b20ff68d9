import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MOMENT, NAME, PLACE } from './canaries.js';
import { ffmpeg } from '../ffmpeg.js';

/** Copies an MP4 with one channel more; answers where it is. */
type Plant = (base: string, folder: string) => Promise<string>;

const word = (channel: string) => `CANARY_${channel} ${NAME}`;

/** Written by ffmpeg, the pictures copied as they are. `before`: further inputs. */
function written(name: string, options: readonly string[], before: readonly string[] = [], extension = 'mp4'): Plant {
  return async (base, folder) => {
    const target = join(folder, `${name}.${extension}`);
    await ffmpeg('-i', base, ...before, '-map', '0', '-c', 'copy', ...options, target);
    return target;
  };
}

/** Written with a text file of our own beside the video. */
function withFile(name: string, file: string, text: string, plant: (path: string) => Plant): Plant {
  return async (base, folder) => {
    const path = join(folder, `${name}.${file}`);
    await writeFile(path, text);
    return await plant(path)(base, folder);
  };
}

/** A box, or plain bytes, after everything else. */
function appended(name: string, bytes: Buffer): Plant {
  return async (base, folder) => {
    const target = join(folder, `${name}.mp4`);
    await copyFile(base, target);
    await writeFile(target, Buffer.concat([await readFile(base), bytes]));
    return target;
  };
}

function box(type: string, ...payload: readonly Buffer[]): Buffer {
  const body = Buffer.concat(payload);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

const tag = (name: string, key = name.toLowerCase()): Plant => written(name, ['-metadata', `${key}=${word(name)}`]);
const freeTag = (name: string, key: string): Plant =>
  written(name, ['-movflags', 'use_metadata_tags', '-metadata', `${key}=${word(name)}`]);
const subtitle = `1\n00:00:00,000 --> 00:00:01,000\n${word('SUBTITLE')}\n`;
/** The identifier under which XMP stands in a `uuid` box (XMP specification, part 3). */
const XMP = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex');

/** Every place of a container in which something was found that names a person. */
export const plantedChannels: Readonly<Record<string, Plant>> = {
  title: tag('TITLE'),
  artist: tag('ARTIST'),
  comment: tag('COMMENT'),
  chapter: withFile(
    'chapter',
    'txt',
    `;FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1000\ntitle=${word('CHAPTER')}\n`,
    (path) => written('chapter', ['-map_metadata', '1', '-map_chapters', '1'], ['-f', 'ffmetadata', '-i', path]),
  ),
  handler: written('handler', ['-metadata:s:v', `handler_name=${word('HANDLER')}`]),
  timecode: written('timecode', ['-timecode', '09:52:17:00', '-metadata', `comment=${word('TIMECODE')}`]),
  location: written('location', ['-metadata', `location=${PLACE}/`]),
  'text subtitle': withFile('subtitle', 'srt', subtitle, (path) =>
    written('subtitle', ['-map', '1', '-c:s', 'mov_text'], ['-i', path]),
  ),
  sound: written(
    'sound',
    ['-map', '1', '-c:a', 'aac', '-shortest', '-metadata:s:a', `handler_name=${word('SOUND')}`],
    [...['-f', 'lavfi', '-i', 'sine=frequency=440:duration=2']],
  ),
  cover: written(
    'cover',
    ['-map', '1', '-c:v:1', 'png', '-disposition:v:1', 'attached_pic'],
    [...['-f', 'lavfi', '-i', 'testsrc=size=160x120:rate=1:duration=1']],
  ),
  'user data in H.264': written('sei', [
    '-bsf:v',
    'h264_metadata=sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+CANARY_SEI',
  ]),
  'Matroska subtitle': withFile('mkv-subtitle', 'srt', subtitle, (path) =>
    written('mkv-subtitle', ['-map', '1', '-c:s', 'srt'], ['-i', path], 'mkv'),
  ),
  'Matroska attachment': withFile('attachment', 'txt', word('ATTACHMENT'), (path) =>
    written(
      'attachment',
      ['-attach', path, '-metadata:s:t', 'mimetype=text/plain', '-metadata:s:t', 'filename=CANARY_NAME.txt'],
      [],
      'mkv',
    ),
  ),
  'creation time': written('creation-time', ['-metadata', `creation_time=${MOMENT}Z`]),
  make: freeTag('MAKE', 'com.apple.quicktime.make'),
  model: freeTag('MODEL', 'com.apple.quicktime.model'),
  'a key of its own': freeTag('KEY', 'patient'),
  'free box': appended('free', box('free', Buffer.from(word('FREE')))),
  'XMP box': appended(
    'xmp',
    box('uuid', XMP, Buffer.from(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${word('XMP')}</x:xmpmeta>`)),
  ),
  'orphan data': appended('mdat', box('mdat', Buffer.from(word('ORPHAN')))),
  'bytes after the end': appended('trailer', Buffer.from(word('TRAILER'))),
};

/** What the scanner has to find in the planted file, or the channel proves nothing; default a planted word. */
export const evidenceOf: Readonly<Record<string, string>> = {
  location: 'tag: location',
  sound: 'stream: audio',
  cover: 'stream: video',
  'creation time': 'time in mvhd',
};
export const PLANTED_WORD = 'CANARY (bytes)';
