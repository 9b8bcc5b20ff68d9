import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Unreadable } from '@endoveil/contracts';
import { bubblewrap, decodeFrames, probeVideo, tesseractPool } from '@endoveil/media';
import { anInventedPatient, type ExamVideoOptions, makeExamVideo } from '@endoveil/testing';
import type { Anonymized, Declined, Task } from '@endoveil/work';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FrameCleaning } from './frame-cleaning.js';
import { RoiMasking } from './roi-masking.js';

const WIDTH = 640;
const HEIGHT = 360;
const FRAMES_PER_SECOND = 12;
const sandbox = bubblewrap();
const ocr = tesseractPool();
const { signal } = new AbortController();
const patient = anInventedPatient(7, { lastName: 'Kranzbichler', firstName: 'Ottokar' });
const flash = { fromSecond: 2, seconds: 0.5 };
const home = mkdtempSync(join(tmpdir(), 'frame-cleaning-'));

const exam = async (name: string, options: Partial<ExamVideoOptions>) => {
  const path = join(home, name);
  await makeExamVideo({
    patient,
    path,
    seconds: 6,
    width: WIDTH,
    height: HEIGHT,
    framesPerSecond: FRAMES_PER_SECOND,
    seed: 3,
    ...options,
  });
  return path;
};

const taskFor = (sourcePath: string): Task => {
  const scratchDir = mkdtempSync(join(home, 'scratch-'));
  return { kind: 'video', sourcePath, scratchDir, knownValues: [], signal, progress: () => undefined };
};

const anonymized = (result: Anonymized | Declined) => {
  if (result.outcome === 'declined') throw new Error(`declined: ${result.reason}`);
  return result;
};

async function framesOf(path: string) {
  const facts = await probeVideo(sandbox, path, signal);
  const frames: { seconds: number; gray: Uint8Array }[] = [];
  const [num, den] = facts.timeBase;
  for await (const { pts, data } of decodeFrames(sandbox, { path, facts, pixelFormat: 'gray', signal }))
    frames.push({ seconds: (Number(pts) * num) / den, gray: Uint8Array.from(data) });
  return frames;
}

/** As the generator draws it: an octagon, and where in it the name flashes up. */
const area = { x: WIDTH * 0.29, y: HEIGHT * 0.02, width: WIDTH * 0.69, height: HEIGHT * 0.96 };
const isInPicture = (i: number, margin = 0) => {
  const [x, y] = [(i % WIDTH) + 0.5 - area.x, Math.floor(i / WIDTH) + 0.5 - area.y];
  const cut = HEIGHT * 0.18;
  const [dx, dy] = [Math.min(x, area.width - x), Math.min(y, area.height - y)];
  return dx >= -margin && dy >= -margin && dx + dy >= cut - margin * Math.SQRT2;
};
const everywhere = Array.from({ length: WIDTH * HEIGHT }, (_, i) => i);
const outside = everywhere.filter((i) => !isInPicture(i));
/** Where no encoder's ringing of the picture's edge reaches. */
const farOutside = everywhere.filter((i) => !isInPicture(i, 8));
const brightestOf = (gray: Uint8Array, at: readonly number[]) => at.reduce((most, i) => Math.max(most, gray[i]!), 0);
/** The line that the name stands on, from its first letter to its last. */
const nameLine = Array.from({ length: 11 * 140 }, (_, i) => {
  const x = Math.round(area.x + area.width * 0.3) + (i % 140);
  return (Math.round(area.y + area.height * 0.7) - 11 + Math.floor(i / 140)) * WIDTH + x;
});

const framesLitIn = (frames: typeof after) =>
  frames.flatMap(({ gray }, i) => (brightestOf(gray, nameLine) > 215 ? [i] : []));
const told = (path: string) =>
  JSON.parse(
    execFileSync(
      'ffprobe',
      `-v error -show_streams -show_format -show_chapters -of json ${path}`.split(' '),
    ).toString(),
  ) as { streams: { codec_type: string }[]; chapters: unknown[]; format: { tags?: Record<string, string> } };

let source: string;
let result: Anonymized;
let before: Awaited<ReturnType<typeof framesOf>>;
let after: Awaited<ReturnType<typeof framesOf>>;

beforeAll(async () => {
  source = await exam('exam.mp4', { nameInPicture: flash });
  result = anonymized(await new FrameCleaning(sandbox, ocr).run(taskFor(source)));
  before = await framesOf(source);
  after = await framesOf(result.artifact.path);
});
afterAll(async () => {
  await ocr[Symbol.asyncDispose]();
  rmSync(home, { recursive: true, force: true });
});

describe('a cleaned examination', () => {
  it('is black beside the picture, on every frame', () => {
    expect(Math.min(...before.map(({ gray }) => brightestOf(gray, outside)))).toBeGreaterThan(180);
    expect(Math.max(...after.map(({ gray }) => brightestOf(gray, farOutside)))).toBeLessThan(4);
    expect(Math.max(...after.map(({ gray }) => brightestOf(gray, outside)))).toBeLessThan(40);
  });

  it('still shows the picture', () => {
    const middle = Array.from({ length: 60 }, (_, i) => 120 * WIDTH + 350 + i);
    for (const i of [5, 30, 66]) {
      const differs = middle.map((at) => Math.abs(before[i]!.gray[at]! - after[i]!.gray[at]!));
      expect(Math.max(...differs), `frame ${i}`).toBeLessThan(16);
    }
  });

  it('covers a name that flashes up in the picture, on every frame of it', () => {
    const first = flash.fromSecond * FRAMES_PER_SECOND;
    const last = first + flash.seconds * FRAMES_PER_SECOND - 1;
    const shown = framesLitIn(before).filter((i) => i >= first && i <= last);
    expect(shown).toHaveLength(last - first + 1);
    for (let i = first; i <= last; i += 1) expect(brightestOf(after[i]!.gray, nameLine), `frame ${i}`).toBeLessThan(24);
  });

  it('has every frame at its own time', () => {
    expect(before).toHaveLength(6 * FRAMES_PER_SECOND);
    expect(after).toHaveLength(before.length);
    const drift = after.map(({ seconds }, i) => Math.abs(seconds - (before[i]!.seconds - before[0]!.seconds)));
    expect(Math.max(...drift)).toBeLessThan(0.001);
    expect(result.findings.source.frames).toBe(before.length);
    expect(result.degraded).toBeUndefined();
  });

  it('has lost its sound, its tags and its chapters', () => {
    expect(told(source).streams.length).toBeGreaterThan(1);
    expect(told(source).chapters).toHaveLength(1);
    const { streams, chapters, format } = told(result.artifact.path);
    expect(streams.map((stream) => stream.codec_type)).toEqual(['video']);
    expect(chapters).toEqual([]);
    expect(Object.keys(format.tags ?? {}).toSorted()).toEqual(['compatible_brands', 'major_brand', 'minor_version']);
  });

  it('holds no word of the patient in its bytes', () => {
    const words = [patient.lastName, patient.firstName, patient.caseNumber, patient.birthDate, 'Gastroskopie', 'Lavf'];
    const [was, is] = [readFileSync(source), readFileSync(result.artifact.path)];
    expect(words.filter((word) => was.includes(word))).toEqual(words);
    expect(words.filter((word) => is.includes(word))).toEqual([]);
  });

  it('has told what the overlay says', () => {
    const read = Object.fromEntries(result.findings.fields.map(({ name, value }) => [name, value]));
    expect(read).toMatchObject({
      'last-name': patient.lastName,
      'first-name': patient.firstName,
      'birth-date': patient.birthDate,
      'exam-date': patient.examDate,
      'exam-time': expect.stringContaining(patient.examTime.slice(0, 5)),
      'patient-id': patient.caseNumber,
      'device-serial': '7104482',
    });
  });
});

describe('a video that cannot be made safe', () => {
  it('is declined when the picture fills the frame and the overlay lies upon it', async () => {
    const path = await exam('full.mp4', { layout: 'full', seconds: 2 });
    const declined = { outcome: 'declined', reason: 'picture-fills-frame' };
    expect(await new FrameCleaning(sandbox, ocr).run(taskFor(path))).toEqual(declined);
    expect(await new RoiMasking(sandbox).run(taskFor(path))).toEqual(declined);
  });

  it('is unreadable when its table of contents was cut off', async () => {
    const path = await exam('cut.mp4', { seconds: 2 });
    truncateSync(path, Math.floor(readFileSync(path).length / 2));
    await expect(new FrameCleaning(sandbox, ocr).run(taskFor(path))).rejects.toThrow(Unreadable);
  });

  it('is shown to a person when a part of it is damaged', async () => {
    const path = await exam('broken.mp4', { seconds: 2 });
    const stream = join(home, 'broken.ts');
    execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-c', 'copy', '-f', 'mpegts', stream]);
    const bytes = readFileSync(stream);
    const broken = join(home, 'damaged.ts');
    // a hole in the middle, as a failing disk leaves it
    bytes.fill(0, Math.floor(bytes.length * 0.5), Math.floor(bytes.length * 0.6));
    writeFileSync(broken, bytes);
    const cleaned = anonymized(await new FrameCleaning(sandbox, ocr).run(taskFor(broken)));
    expect(cleaned.degraded).toBe('frames-lost');
  });
});

describe('the level below', () => {
  it('is as black beside the picture, and reads nothing', async () => {
    const path = await exam('plain.mp4', { seconds: 2, nameInPicture: { fromSecond: 0.5, seconds: 0.5 } });
    const cleaned = anonymized(await new RoiMasking(sandbox).run(taskFor(path)));
    expect(cleaned.findings).toMatchObject({ level: 'roi-masking', fields: [], pages: [] });
    const frames = await framesOf(cleaned.artifact.path);
    expect(frames).toHaveLength(2 * FRAMES_PER_SECOND);
    expect(Math.max(...frames.map(({ gray }) => brightestOf(gray, farOutside)))).toBeLessThan(4);
    expect(Math.max(...frames.map(({ gray }) => brightestOf(gray, outside)))).toBeLessThan(40);
    for (let i = 6; i < 12; i += 1) expect(brightestOf(frames[i]!.gray, nameLine), `frame ${i}`).toBeLessThan(24);
  });
});
