import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bubblewrap } from '../sandbox/bubblewrap.js';
import { decodeFrames } from '../decoding/decode-frames.js';
import { standardEncoder } from './encoder.js';
import { encodeAgain, encodeWindows } from './encode-windows.js';
import type { EncodeRequest } from './encode-run.js';
import type { VideoFacts } from '../decoding/frames.js';
import { joinWindows } from './join-windows.js';
import type { MaskedBox, MaskedSegment } from './mask-filters.js';
import { type PacketTable, probePackets } from '../probing/packet-table.js';
import { probeVideo } from '../probing/probe-video.js';

const [width, height] = [160, 120];
const sandbox = bubblewrap();
const signal = new AbortController().signal;
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'windows-'));
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
});

const moving = `testsrc2=size=${width}x${height}:rate=25:duration=2,noise=alls=8:allf=t`;
const h264 = (parameters: string) => ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-x264-params', parameters];
const irregular = ['-vf', "select='not(eq(mod(n,3),1))',setpts='PTS+random(2)*0.01/TB'", '-vsync', 'vfr'];
/** What goes wrong when windows are cut by time or counted by packets. */
const sources: Readonly<Record<string, { file: string; options: readonly string[] }>> = {
  'irregular times': { file: 'irregular.mp4', options: [...irregular, ...h264('keyint=9')] },
  'open groups': { file: 'open.mp4', options: h264('open-gop=1:keyint=9:bframes=4:b-pyramid=normal:scenecut=0') },
  'one key frame': { file: 'one.mkv', options: h264('keyint=999') },
  'an interlaced transport stream': {
    file: 'fields.ts',
    options: ['-c:v', 'mpeg2video', '-flags', '+ildct+ilme', '-bf', '2', '-g', '9', '-q:v', '4'],
  },
  'no times of its own': { file: 'untimed.avi', options: ['-c:v', 'mpeg4', '-bf', '2', '-g', '9', '-q:v', '4'] },
};

function make(file: string, options: readonly string[]): string {
  const path = join(dir, file);
  execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', '-f', 'lavfi', '-i', moving, ...options, path]);
  return path;
}

/** A rectangle that is kept. */
function keeping(left: number, top: number, right: number, bottom: number): Uint8Array {
  const keep = new Uint8Array(width * height);
  for (let y = top; y < bottom; y += 1) keep.fill(1, y * width + left, y * width + right);
  return keep;
}

const [middle, side] = [keeping(40, 30, 120, 90), keeping(0, 20, 60, 110)];
const segments: readonly MaskedSegment[] = [
  { first: 0, last: 11, keep: middle },
  { first: 12, last: 24, keep: side },
  { first: 25, last: 26, keep: null },
  { first: 27, last: 2 ** 31 - 1, keep: middle },
];
/** In the second and in the fourth window. */
const covers: readonly MaskedBox[] = [
  { first: 13, last: 13, box: { x: 10, y: 40, width: 30, height: 20 } },
  { first: 30, last: 32, box: { x: 60, y: 40, width: 30, height: 20 } },
];

async function requestFor(path: string, options: Partial<EncodeRequest> = {}): Promise<EncodeRequest> {
  return {
    path,
    facts: await probeVideo(sandbox, path, signal),
    masking: { width, height, segments, covers: [] },
    encoder: { ...standardEncoder, preset: 'ultrafast', lossless: true },
    windowFrames: 10,
    small: { width: 32, height: 24 },
    scratchDir: await mkdtemp(join(dir, 'attempt-')),
    signal,
    ...options,
  };
}

/** The whole way: everything once, then the second and the fourth window with covers, joined. */
async function encode(request: EncodeRequest, packets?: PacketTable) {
  const seen: number[] = [];
  const encoded = await encodeWindows(sandbox, request, ({ index }) => {
    seen.push(index);
  });
  const { windows, ptsTable, file } = encoded;
  const table = packets ?? (await probePackets(sandbox, request.path, signal)).packets;
  const again = { ...request, masking: { ...request.masking, covers } };
  const files = await encodeAgain(sandbox, again, encoded, [windows[1]!, windows[3]!], table, () => undefined);
  const path = join(request.scratchDir, 'joined.mp4');
  const { timeBase } = request.facts;
  await joinWindows(sandbox, { files: [file, ...files], windows, ptsTable, timeBase, path, signal });
  return { path, seen };
}

async function framesOf(path: string, facts: VideoFacts) {
  const frames: { pts: bigint; data: Buffer }[] = [];
  for await (const { pts, data } of decodeFrames(sandbox, { path, facts, pixelFormat: 'yuv420p', signal }))
    frames.push({ pts, data: Buffer.from(data) });
  return frames;
}

/** What must come out: the source's samples where a frame's own mask keeps them, black elsewhere. */
function masked(data: Buffer, index: number): Buffer {
  const { keep } = segments.find(({ first, last }) => index >= first && index <= last)!;
  const over = covers.filter(({ first, last }) => index >= first && index <= last);
  const kept = (x: number, y: number) =>
    keep?.[y * width + x] === 1 &&
    !over.some(({ box }) => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height);
  const result = Buffer.from(data);
  const colour = width * height;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (kept(x, y)) continue;
      result[y * width + x] = 16;
      const at = colour + (y >> 1) * (width / 2) + (x >> 1);
      result[at] = 128;
      result[at + colour / 4] = 128;
    }
  return result;
}

describe.each(Object.entries(sources))('a video with %s', (_, { file, options }) => {
  it('comes out with every frame, at its time, masked by its own mask and otherwise as it was', async () => {
    const request = await requestFor(make(file, options));
    const { path, seen } = await encode(request);
    const source = await framesOf(request.path, request.facts);
    const facts = await probeVideo(sandbox, path, signal);
    const result = await framesOf(path, facts);
    expect(seen).toEqual(source.map((__, i) => i));
    expect(result.map(({ pts }) => pts * BigInt(request.facts.timeBase[1]))).toEqual(
      source.map(({ pts }) => (pts - source[0]!.pts) * BigInt(request.facts.timeBase[0] * facts.timeBase[1])),
    );
    for (const [i, { data }] of result.entries())
      expect(data.equals(masked(source[i]!.data, i)), `frame ${i}`).toBe(true);
  });
});

it('finds the frames of a window although the container names wrong key frames', async () => {
  const request = await requestFor(make('wrong.mp4', h264('keyint=9')));
  const { packets: right } = await probePackets(sandbox, request.path, signal);
  const { path } = await encode(request, { ...right, keys: right.times });
  const source = await framesOf(request.path, request.facts);
  const result = await framesOf(path, await probeVideo(sandbox, path, signal));
  for (const [i, { data }] of result.entries())
    expect(data.equals(masked(source[i]!.data, i)), `frame ${i}`).toBe(true);
});

it('has one stream, no edit list, and nothing that the source said beside its pictures', async () => {
  const sound = ['-f', 'lavfi', '-i', 'sine=duration=2', '-map', '0:v', '-map', '1:a', '-c:a', 'aac'];
  const tags = ['-metadata', 'title=CANARY_TITLE', '-metadata:s:v', 'handler_name=CANARY_HANDLER'];
  const userData = 'h264_metadata=sei_user_data=086f3693b7b34f2c965321492feee5b8+CANARY_SEI';
  await writeFile(
    join(dir, 'chapters'),
    ';FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=1\ntitle=CANARY_CHAPTER\n',
  );
  const chapters = ['-i', join(dir, 'chapters'), '-map_chapters', '2', '-timecode', '10:20:30:00'];
  const path = make('canaries.mp4', [
    ...sound.slice(0, 4),
    ...chapters,
    ...sound.slice(4),
    ...tags,
    ...h264('keyint=9'),
    '-bsf:v',
    userData,
  ]);
  expect((await readFile(path)).includes('CANARY_SEI')).toBe(true);
  const request = await requestFor(path, { encoder: standardEncoder });
  const joined = await encode(request);
  const bytes = await readFile(joined.path);
  for (const word of ['CANARY', 'x264 - ', 'Lavf', 'Lavc', 'elst', 'udta', 'tmcd'])
    expect(bytes.includes(word), word).toBe(false);
  const probe = JSON.parse(
    execFileSync('ffprobe', ['-v', 'error', '-show_streams', '-show_format', '-of', 'json', joined.path]).toString(),
  );
  expect(probe.streams).toMatchObject([{ codec_name: 'h264', profile: 'High', pix_fmt: 'yuv420p', nb_frames: '50' }]);
  expect(probe.streams[0].tags).toEqual({ language: 'und', vendor_id: '[0][0][0][0]' });
  expect(Number(probe.format.start_time)).toBe(0);
});

it('refuses to join where a window is missing or not whole', async () => {
  const request = await requestFor(make('short.mp4', h264('keyint=9')));
  const { windows, ptsTable, file } = await encodeWindows(sandbox, request, () => undefined);
  const joined = async (parts: Partial<Parameters<typeof joinWindows>[1]>) =>
    await joinWindows(sandbox, {
      ...{ files: [file], windows, ptsTable, timeBase: request.facts.timeBase, signal },
      ...{ path: join(request.scratchDir, 'joined.mp4'), ...parts },
    });
  await expect(joined({ files: [{ ...file, windows: windows.slice(1) }] })).rejects.toMatchObject({ code: 'internal' });
  await expect(joined({ ptsTable: ptsTable.slice(1) })).rejects.toMatchObject({ code: 'internal' });
  await expect(
    joined({ files: [{ ...file, windows: windows.map(({ first, last }) => ({ first: first + 3, last: last + 3 })) }] }),
  ).rejects.toMatchObject({ code: 'internal' });
});

it('ends at once when it is told to', async () => {
  const stop = new AbortController();
  const request = await requestFor(make('stopped.mp4', h264('keyint=9')), { signal: stop.signal });
  const reason = new Error('the lease is lost');
  const encoding = encodeWindows(sandbox, request, ({ index }) => {
    if (index === 3) stop.abort(reason);
  });
  await expect(encoding).rejects.toBe(reason);
});
