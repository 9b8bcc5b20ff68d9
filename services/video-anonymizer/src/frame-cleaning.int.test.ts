import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bubblewrap, decodeFrames, probeVideo, tesseractPool } from '@endoveil/media';
import { anInventedPatient, makeExamVideo } from '@endoveil/testing';
import type { Anonymized, Task } from '@endoveil/work';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FrameCleaning } from './frame-cleaning.js';
import { standardMaking } from './making/picture-only.js';
import { RoiMasking } from './roi-masking.js';

const patient = anInventedPatient(4);
const [width, height] = [1280, 720];
/** As the generator draws it: the octagon's box, and where the name flashes inside it. */
const picture = { left: width * 0.29, top: height * 0.02, right: width * 0.98, bottom: height * 0.98 };
const name = { left: 636, top: 476, right: 900, bottom: 504 };
const flash = { first: 50, last: 59 };

const sandbox = bubblewrap();
const ocr = tesseractPool();
const signal = new AbortController().signal;
let dir: string;
let exam: string;
let result: Anonymized;

const taskFor = async (sourcePath: string): Promise<Task> => ({
  kind: 'video',
  sourcePath,
  scratchDir: await mkdtemp(join(dir, 'attempt-')),
  knownValues: [],
  signal,
  progress: () => undefined,
});

/** Every frame, gray, copied; with its time in milliseconds from the first. */
async function framesOf(path: string) {
  const facts = await probeVideo(sandbox, path, signal);
  const frames: { ms: number; gray: Uint8Array }[] = [];
  let start: bigint | undefined;
  for await (const { pts, data } of decodeFrames(sandbox, { path, facts, pixelFormat: 'gray', signal })) {
    start ??= pts;
    frames.push({
      ms: Math.round((Number(pts - start) * 1000 * facts.timeBase[0]) / facts.timeBase[1]),
      gray: Uint8Array.from(data),
    });
  }
  return frames;
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cleaning-'));
  exam = join(dir, 'exam');
  await makeExamVideo({
    patient,
    path: exam,
    seconds: 4,
    width,
    height,
    nameInPicture: { fromSecond: 2, seconds: 0.4 },
  });
  const outcome = await new FrameCleaning(sandbox, ocr).run(await taskFor(exam));
  if (outcome.outcome !== 'anonymized') throw new Error(`declined: ${outcome.reason}`);
  result = outcome;
});
afterAll(async () => {
  await ocr[Symbol.asyncDispose]();
  await rm(dir, { recursive: true, force: true });
});

describe('a cleaned exam', () => {
  it('shows nothing outside the picture, the name nowhere, and the picture on every frame', async () => {
    const [source, cleaned] = [await framesOf(exam), await framesOf(result.artifact.path)];
    expect(cleaned.map(({ ms }) => ms)).toEqual(source.map(({ ms }) => ms));
    for (const [index, { gray }] of cleaned.entries()) {
      expect(brightestOutside(gray, 16), `frame ${index}, far from the picture`).toBeLessThanOrEqual(2);
      expect(brightestOutside(gray, 2), `frame ${index}, beside the picture`).toBeLessThanOrEqual(48);
      expect(difference(gray, source[index]!.gray), `the picture on frame ${index}`).toBeLessThan(3);
    }
    for (const { gray } of cleaned.slice(flash.first, flash.last + 1))
      expect(spreadIn(gray, name)).toBeLessThanOrEqual(3);
  });

  it('carries one stream, and no word of the source', async () => {
    const bytes = await readFile(result.artifact.path);
    const { stdout } = await sandbox.output({
      program: 'ffprobe',
      args: [
        '-v',
        'error',
        '-show_entries',
        'stream=codec_name,pix_fmt,profile:stream_tags:format_tags:chapter',
        '-of',
        'json',
        '/in',
      ],
      reads: [{ hostPath: result.artifact.path, seenAs: '/in' }],
      limits: { memoryMiB: 1024, deadlineSeconds: 20 },
      signal,
    });
    const told = JSON.parse(stdout.toString());
    expect(told.streams).toMatchObject([{ codec_name: 'h264', pix_fmt: 'yuv420p', profile: 'High' }]);
    expect(told.chapters ?? []).toEqual([]);
    for (const word of [patient.lastName, patient.firstName, patient.caseNumber, patient.birthDate, 'Lavf'])
      expect(bytes.includes(word), word).toBe(false);
  });

  it('comes with what the overlay said', () => {
    const found = Object.fromEntries(result.findings.fields.map(({ name: field, value }) => [field, value]));
    expect(found).toMatchObject({
      'last-name': patient.lastName,
      'first-name': patient.firstName,
      'birth-date': patient.birthDate,
      'exam-date': patient.examDate,
      'device-serial': '7104482',
    });
    expect(result.findings.source).toMatchObject({ frames: 100, durationMs: 3960 });
    expect(result.degraded).toBeUndefined();
  });

  it('comes with the plan by which it was made, and its hash', () => {
    const { plan, source } = result.findings;
    expect(source.planHash).toBe(createHash('sha256').update(JSON.stringify(plan)).digest('hex'));
    expect(plan!.steps.reduce((frames, [, count]) => frames + count, 1)).toBe(100);
    expect(plan!.windows.at(-1)!.last).toBe(99);
    const over = plan!.covers.filter(
      ({ first, last, box }) =>
        first <= flash.first && last >= flash.last && box.x <= name.left && box.x + box.width >= name.right,
    );
    expect(over).not.toEqual([]);
  });

  it('says where on the frame the overlay said so', async () => {
    const { gray } = (await framesOf(exam))[0]!;
    const brightest = (x: number, y: number, wide: number, high: number) => {
      let most = 0;
      for (let row = Math.floor(y); row < y + high; row += 1)
        most = Math.max(most, ...gray.subarray(row * width + Math.floor(x), row * width + Math.ceil(x + wide)));
      return most;
    };
    for (const { name: field, box } of result.findings.fields) {
      expect(box!.x + box!.width, field).toBeLessThan(picture.left);
      expect(box!.height, field).toBeLessThan(60);
      expect(brightest(box!.x, box!.y, box!.width, box!.height), field).toBeGreaterThan(150);
    }
  });
});

it('declines a video whose picture fills the frame, at both levels', async () => {
  const full = join(dir, 'full');
  await makeExamVideo({ patient, path: full, seconds: 2, width: 640, height: 360, layout: 'full' });
  for (const level of [new FrameCleaning(sandbox, ocr), new RoiMasking(sandbox)])
    expect(await level.run(await taskFor(full))).toEqual({ outcome: 'declined', reason: 'picture-fills-frame' });
});

it('shows no room in strict mode, and makes nothing where it cannot be told', async () => {
  const carried = join(dir, 'carried');
  const [seconds, outsideFromSecond] = [6, 4.6];
  await makeExamVideo({ patient, path: carried, seconds, width: 640, height: 360, outsideFromSecond });
  const strict = { ...standardMaking, strict: true };
  const brightness = async (level: FrameCleaning) => {
    const made = await level.run(await taskFor(carried));
    if (made.outcome !== 'anonymized') throw new Error(`declined: ${made.reason}`);
    return (await framesOf(made.artifact.path)).map(({ gray }) => gray.reduce((most, one) => Math.max(most, one), 0));
  };
  const [loose, careful] = [
    await brightness(new FrameCleaning(sandbox, ocr)),
    await brightness(new FrameCleaning(sandbox, ocr, strict)),
  ];
  // somebody is in the room from this frame on; a second before it is not shown either
  const room = outsideFromSecond * 25;
  expect(Math.min(...loose)).toBeGreaterThan(100);
  expect(Math.max(...careful.slice(room - 25))).toBeLessThanOrEqual(18);
  expect(Math.min(...careful.slice(0, room - 30))).toBeGreaterThan(100);
  const outside = join(dir, 'outside');
  await makeExamVideo({ patient, path: outside, seconds: 2, width: 640, height: 360, outsideFromSecond: 0 });
  expect(await new FrameCleaning(sandbox, ocr, strict).run(await taskFor(outside))).toEqual({
    outcome: 'declined',
    reason: 'body-uncertain',
  });
});

it('calls a file unreadable that only begins like a video', async () => {
  const cut = join(dir, 'cut');
  await writeFile(cut, (await readFile(exam)).subarray(0, 3000));
  await expect(new FrameCleaning(sandbox, ocr).run(await taskFor(cut))).rejects.toMatchObject({
    code: 'not-decodable',
  });
});

/** `distance`: only pixels so far from the octagon's box count. */
function brightestOutside(gray: Uint8Array, distance: number): number {
  let brightest = 0;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const beside = x < picture.left - distance || x > picture.right + distance;
      if (!beside && y > picture.top - distance && y < picture.bottom + distance) continue;
      brightest = Math.max(brightest, gray[y * width + x]!);
    }
  return brightest;
}

function spreadIn(gray: Uint8Array, { left, top, right, bottom }: typeof name): number {
  const values: number[] = [];
  for (let y = top; y < bottom; y += 1) values.push(...gray.subarray(y * width + left, y * width + right));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/** Mean difference of luma in the middle of the picture, above the place where the name flashes. */
function difference(a: Uint8Array, b: Uint8Array): number {
  let [sum, count] = [0, 0];
  for (let y = 100; y < 420; y += 3)
    for (let x = 520; x < 1100; x += 3) {
      sum += Math.abs(a[y * width + x]! - b[y * width + x]!);
      count += 1;
    }
  return sum / count;
}
