import type { Sandbox } from '@endoveil/media';
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IdentifyContent } from './identify-content.js';

let dir: string;
const identify = new IdentifyContent(unconfined());

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'endoveil-identify-'));
  const make = (name: string, ...args: string[]) =>
    execFileSync('ffmpeg', [
      '-v',
      'error',
      '-f',
      'lavfi',
      '-i',
      'testsrc2=size=160x120:rate=10:duration=1',
      ...args,
      join(dir, name),
    ]);
  make('clip.mp4', '-c:v', 'libx264', '-pix_fmt', 'yuv420p');
  make('fast.mp4', '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-movflags', '+faststart');
  make('clip.mkv', '-c:v', 'libx264');
  make('sound.mp4', '-f', 'lavfi', '-i', 'sine=d=1', '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac');
  make('clip.avi', '-c:v', 'mjpeg');
  make('clip.ts', '-c:v', 'mpeg2video');
  make('clip.mpg', '-c:v', 'mpeg2video');
  make('clip.wmv', '-c:v', 'wmv2', '-f', 'asf');
  make('clip.flv', '-c:v', 'flv1');
  make('odd.mkv', '-c:v', 'ffv1');
  writeFileSync(join(dir, 'plain.pdf'), minimalPdf());
  execFileSync('qpdf', ['--encrypt', 'user', 'owner', '256', '--', join(dir, 'plain.pdf'), join(dir, 'locked.pdf')]);
  execFileSync('qpdf', ['--encrypt', '', 'owner', '256', '--', join(dir, 'plain.pdf'), join(dir, 'owner.pdf')]);
}, 60_000);
afterAll(() => rmSync(dir, { recursive: true }));

const file = (name: string) => readFileSync(join(dir, name));
function run(bytes: Buffer | string, fileName: string) {
  const sourcePath = join(dir, 'source');
  writeFileSync(sourcePath, bytes);
  return identify.run({ sourcePath, fileName, signal: new AbortController().signal });
}

describe('accepts by content', () => {
  it.each([
    ['clip.mp4', 'exam.mp4', 'video'],
    ['fast.mp4', 'exam.mov', 'video'],
    ['clip.mp4', 'exam.mkv', 'video'],
    ['clip.mp4', 'exam', 'video'],
    ['clip.mp4', 'exam.001', 'video'],
    ['clip.mkv', 'exam.mkv', 'video'],
    ['sound.mp4', 'exam.mp4', 'video'],
    ['clip.avi', 'EXAM.AVI', 'video'],
    ['clip.ts', 'exam.m2ts', 'video'],
    ['clip.mpg', 'exam.mpg', 'video'],
    ['clip.wmv', 'Untersuchung.WMV', 'video'],
    ['clip.wmv', 'exam.asf', 'video'],
    ['plain.pdf', 'Befund.PDF', 'report'],
    ['plain.pdf', 'Befund', 'report'],
  ])('%s named %s as %s', async (made, fileName, kind) => {
    expect(await run(file(made), fileName)).toEqual({ outcome: 'accepted', kind });
  });
});

describe('quarantines', () => {
  it.each<[string, string, () => Buffer | string, string]>([
    ['no bytes', 'exam.mp4', () => '', 'empty-file'],
    ['noise', 'exam.mp4', () => randomBytes(20_000), 'unknown-format'],
    ['text', 'exam.pdf', () => 'Sehr geehrte Kollegen', 'unknown-format'],
    ['a video named as a report', 'exam.pdf', () => file('clip.mp4'), 'extension-mismatch'],
    ['a report named as a video', 'exam.mp4', () => file('plain.pdf'), 'extension-mismatch'],
    ['a video named as a document', 'exam.docx', () => file('clip.mkv'), 'extension-mismatch'],
    ['an MP4 without its index', 'exam.mp4', () => file('clip.mp4').subarray(0, -1500), 'not-decodable'],
    ['an MP4 cut in its head', 'exam.mp4', () => file('fast.mp4').subarray(0, 600), 'not-decodable'],
    ['an MP4 without its pictures', 'exam.mp4', () => withoutPictures(file('fast.mp4')), 'not-decodable'],
    ['a container not allowed', 'exam.flv', () => file('clip.flv'), 'format-not-allowed'],
    ['a codec not allowed', 'exam.mkv', () => file('odd.mkv'), 'format-not-allowed'],
    ['an M3U playlist', 'exam.mp4', () => '#EXTM3U\n#EXTINF:1,\n/etc/passwd\n', 'playlist-refused'],
    ['a concat script', 'exam.mp4', () => "ffconcat version 1.0\nfile '/etc/passwd'\n", 'playlist-refused'],
    ['a concat script without a head', 'exam.mp4', () => "file '/etc/passwd'\n", 'playlist-refused'],
    [
      'an ASX playlist',
      'exam.wmv',
      () => '<asx version="3.0"><entry><ref href="file:///etc/passwd"/></entry></asx>',
      'playlist-refused',
    ],
    ['a concat address', 'exam.mp4', () => 'concat:/etc/passwd|/etc/group', 'playlist-refused'],
    ['a DASH manifest', 'exam.mp4', () => '<?xml version="1.0"?>\n<MPD></MPD>', 'playlist-refused'],
    ['a session description', 'exam.mp4', () => 'v=0\no=- 0 0 IN IP4 127.0.0.1\n', 'playlist-refused'],
    ['a locked PDF', 'exam.pdf', () => file('locked.pdf'), 'encrypted'],
    ['a PDF with an owner', 'exam.pdf', () => file('owner.pdf'), 'encrypted'],
    ['a cut PDF', 'exam.pdf', () => file('plain.pdf').subarray(0, 300), 'not-decodable'],
    [
      'a PDF of noise',
      'exam.pdf',
      () => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(3000)]),
      'not-decodable',
    ],
    [
      'two kinds at once',
      'exam.mp4',
      () => Buffer.concat([file('clip.mp4').subarray(0, 32), file('plain.pdf')]),
      'unknown-format',
    ],
  ])('%s named %s', async (_, fileName, bytes, reason) => {
    expect(await run(bytes(), fileName)).toEqual({ outcome: 'quarantined', reason });
  });
});

function withoutPictures(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  return copy.fill(0, copy.indexOf('mdat') + 4);
}

function minimalPdf(): Buffer {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const offset = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 4\n0000000000 65535 f \n${rows}trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text);
}

/** The programs without the walls around them: enough to see what they say about a file. */
function unconfined(): Sandbox {
  return {
    start: () => Promise.reject(new Error('not used here')),
    output: async ({ program, args, reads, env }) => {
      const seen = (arg: string) => reads.find(({ seenAs }) => seenAs === arg)?.hostPath ?? arg;
      const { status, stdout, stderr } = spawnSync(program, args.map(seen), { env: { ...process.env, ...env } });
      return { exitCode: status ?? 255, stdout, stderr };
    },
  };
}
