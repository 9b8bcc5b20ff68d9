import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bubblewrap } from '../sandbox/bubblewrap.js';
import { decodeFrames } from './decode-frames.js';
import { probePackets } from '../probing/packet-table.js';
import { probeVideo } from '../probing/probe-video.js';
import { type Sample, sampleFrames } from './sample-frames.js';

const sandbox = bubblewrap();
const signal = new AbortController().signal;
const size = { width: 32, height: 24 };
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'samples-'));
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
});

const h264 = (parameters: string) => ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-x264-params', parameters];

it.each<[Sample['method'], number, string, readonly string[]]>([
  ['key-frames', 18, 'often.mp4', h264('keyint=25:scenecut=0')],
  ['from-key-frames', 64, 'seldom.mkv', h264('keyint=90:scenecut=0')],
  // some key frames are so close that what is decoded from one would reach the next
  ['from-key-frames', 48, 'crowded.mp4', [...h264('keyint=90:scenecut=0'), '-force_key_frames', '3.68,3.76']],
  ['all-frames', 64, 'open.ts', h264('keyint=25:scenecut=0:open-gop=1:bframes=3')],
  // they are marked as key frames and cannot be decoded alone
  ['all-frames', 64, 'refreshed.mp4', h264('keyint=25:intra-refresh=1:bframes=0')],
])('takes %s, at least %i, and each is the frame it is said to be: %s', async (method, atLeast, file, options) => {
  const path = join(dir, file);
  const source = ['-f', 'lavfi', '-i', 'testsrc2=size=64x48:rate=25:duration=18'];
  execFileSync('ffmpeg', ['-v', 'error', '-nostdin', ...source, ...options, path]);
  const { facts, packets } = await probePackets(sandbox, path, signal);
  expect(facts).toEqual(await probeVideo(sandbox, path, signal));
  const sample = await sampleFrames(sandbox, { path, facts, packets, ...size, signal });
  expect(sample.method).toBe(method);
  expect(sample.times.length).toBe(450);
  const frames = new Map(sample.frames.map((frame) => [frame.index, frame]));
  expect(frames.size).toBeGreaterThanOrEqual(atLeast);
  expect(Math.max(...frames.keys())).toBeGreaterThan(360);
  for await (const { index, pts, data } of decodeFrames(sandbox, {
    path,
    facts,
    ...size,
    pixelFormat: 'yuv420p',
    signal,
  })) {
    const sampled = frames.get(index);
    if (!sampled) continue;
    expect(sampled.pts).toBe(pts);
    expect(Buffer.from(sampled.data).equals(Buffer.from(data)), `frame ${index}`).toBe(true);
  }
});
