import { Unreadable } from '@endoveil/contracts';
import { decodePart, type PartRequest } from './decode-part.js';
import { frameBytes, type VideoFacts } from './frames.js';
import { type PacketTable, placeOf } from '../probing/packet-table.js';
import type { SampledFrame, SampleRequest } from './sample-request.js';
import { framesFromStarts } from './sample-starts.js';
import type { Sandbox } from '../sandbox/sandbox.js';

export interface Sample {
  /** At most 128 frames spread over the time; 64 at the least, or all of a shorter video, where all were decoded, and fewer where there are few key frames; rising. */
  readonly frames: readonly SampledFrame[];
  /** How they were got: key frames alone, some from each key frame on, or out of all frames. */
  readonly method: 'key-frames' | 'from-key-frames' | 'all-frames';
  /** Every frame's time: as decoded where all were, else as the container promises. */
  readonly times: readonly bigint[];
}

/** Frames wanted. */
const FEWEST = 64;
const MOST = 2 * FEWEST;
/** With fewer key frames than this they alone say too little. */
const KEY_FRAMES = 16;
/** Decoding so many key frames costs less than seeking to some of them. */
const CHEAP_KEY_FRAMES = 2000;
/** Decoding so many frames costs less than seeking. */
const CHEAP_FRAMES = 400;
/** What stands still for longer between two key frames would not be seen. */
const WIDEST_GAP_SECONDS = 12;
/** From each of a few key frames on: every so many-th frame. */
const STEP = 3;

/**
 * Frames spread over the whole time, without decoding everything where that is safe. What the container promises is
 * held against what is decoded; where it is wrong everything is decoded. Throws `Unreadable` when nothing could be.
 */
export async function sampleFrames(sandbox: Sandbox, request: SampleRequest): Promise<Sample> {
  const { packets } = request;
  const way = wayOf(packets, request.facts);
  if (way !== 'all-frames') {
    const frames = await (way === 'key-frames' ? byKeyFrames : fromKeyFrames)(sandbox, request);
    if (frames) return { frames, method: way, times: packets.times };
  }
  return { ...(await outOfAll(sandbox, request)), method: 'all-frames' };
}

/** Exported for its test. */
export function wayOf({ times, keys, closed, complete }: PacketTable, { timeBase }: VideoFacts): Sample['method'] {
  if (!complete || !closed || times.length <= CHEAP_FRAMES || keys.length < 4) return 'all-frames';
  if (keys.length >= KEY_FRAMES) return 'key-frames';
  const marks = [...keys, times.at(-1)!];
  const widest = marks.reduce((most, mark, i) => Math.max(most, i === 0 ? 0 : Number(mark - marks[i - 1]!)), 0);
  return (widest * timeBase[0]) / timeBase[1] <= WIDEST_GAP_SECONDS ? 'from-key-frames' : 'all-frames';
}

type Part = readonly SampledFrame[] | undefined;

async function byKeyFrames(sandbox: Sandbox, request: SampleRequest): Promise<Part> {
  const { keys } = request.packets;
  const every = Math.max(1, Math.floor(keys.length / FEWEST));
  const wanted = keys.filter((_, i) => i % every === 0).slice(0, MOST);
  if (keys.length > CHEAP_KEY_FRAMES)
    return await framesFromStarts(sandbox, request, wanted, { most: 1, every: 1, keyFramesOnly: true });
  const frames = await collect(sandbox, request, { every, keyFramesOnly: true });
  return frames && frames.length >= Math.min(wanted.length, MOST) ? frames.slice(0, MOST) : undefined;
}

async function fromKeyFrames(sandbox: Sandbox, request: SampleRequest): Promise<Part> {
  const { keys } = request.packets;
  return await framesFromStarts(sandbox, request, keys, { most: Math.ceil(FEWEST / keys.length), every: STEP });
}

/** Undefined when a frame came that the container does not know, or something was damaged. */
async function collect(
  sandbox: Sandbox,
  request: SampleRequest,
  part: Pick<PartRequest, 'every' | 'keyFramesOnly'>,
): Promise<Part> {
  const { times } = request.packets;
  const frames: SampledFrame[] = [];
  let damaged = false;
  const onDamage = () => {
    damaged = true;
  };
  for await (const { pts, data } of decodePart(sandbox, { ...request, ...part, onDamage })) {
    const index = placeOf(times, pts);
    if (index === undefined) return undefined;
    frames.push({ index, pts, data: Uint8Array.from(data) });
  }
  return damaged ? undefined : frames;
}

/** One pass over every frame. Twice as many as wanted: every second one goes, and from then on as few are taken. */
async function outOfAll(sandbox: Sandbox, request: SampleRequest): Promise<Pick<Sample, 'frames' | 'times'>> {
  let kept: SampledFrame[] = [];
  let every = 1;
  const times: bigint[] = [];
  const spare: Uint8Array[] = [];
  for await (const { pts, data } of decodePart(sandbox, request)) {
    const index = times.push(pts) - 1;
    if (index % 25 === 0) request.onProgress?.(index);
    if (index % every !== 0) continue;
    const copy = spare.pop() ?? new Uint8Array(frameBytes(request.width, request.height, 'yuv420p'));
    copy.set(data);
    kept.push({ index, pts, data: copy });
    if (kept.length < MOST) continue;
    every *= 2;
    for (const one of kept) if (one.index % every !== 0) spare.push(one.data);
    kept = kept.filter((one) => one.index % every === 0);
  }
  if (times.length === 0) throw new Unreadable('not-decodable');
  return { frames: kept, times };
}
