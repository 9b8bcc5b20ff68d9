import { decodeStarts, type StartsRequest } from './decode-starts.js';
import { type PacketTable, placeOf } from '../probing/packet-table.js';
import type { SampledFrame, SampleRequest } from './sample-request.js';
import type { Sandbox } from '../sandbox/sandbox.js';

/** Places that one run of ffmpeg decodes from: each has a decoder of its own. */
const STARTS_IN_A_RUN = 8;
/** With fewer they say too little of the whole. */
const FEWEST_STARTS = 4;
/** Share of the frames wanted. */
const ENOUGH = 0.75;

type Wanted = Pick<StartsRequest, 'most' | 'every' | 'keyFramesOnly'>;

/** Frames from each of some key frames on; undefined when they are not the frames that the container promises. */
export async function framesFromStarts(
  sandbox: Sandbox,
  request: SampleRequest,
  keys: readonly bigint[],
  part: Wanted,
): Promise<readonly SampledFrame[] | undefined> {
  const reach = (part.most - 1) * part.every + 1;
  const starts = startsOf(request.packets, keys, reach);
  if (starts.length < FEWEST_STARTS) return undefined;
  const size = Math.min(STARTS_IN_A_RUN, Math.ceil(starts.length / 2));
  const groups = Array.from({ length: Math.ceil(starts.length / size) }, (_, i) =>
    starts.slice(i * size, (i + 1) * size),
  );
  const found = new Map<number, SampledFrame>();
  const queue = groups.values();
  let exact = true;
  // two runs at a time keep two cores busy
  const work = async () => {
    for (const group of queue) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
      const frames = exact ? await ofStarts(sandbox, request, group, reach, part) : undefined;
      if (!frames) exact = false;
      for (const frame of frames ?? []) found.set(frame.index, frame);
    }
  };
  await Promise.all([work(), work()]);
  if (!exact || found.size < ENOUGH * starts.length * part.most) return undefined;
  return [...found.values()].toSorted((a, b) => a.index - b.index);
}

interface Start {
  /** The key frame's place among all frames. */
  readonly place: number;
  readonly seek: bigint | undefined;
}

/** Key frames with so many frames of their own: what is decoded from one does not reach the next. */
function startsOf({ times, keys: all }: PacketTable, keys: readonly bigint[], reach: number): Start[] {
  const starts: Start[] = [];
  for (const key of keys) {
    const [place, at] = [placeOf(times, key), all.indexOf(key)];
    if (place === undefined || place < (starts.at(-1)?.place ?? -reach) + reach) continue;
    // well behind the key frame: some demuxers go back a little further than they were told
    const seek = at === 0 ? undefined : (key + (all[at + 1] ?? times.at(-1)!)) / 2n;
    starts.push({ place, seek });
  }
  return starts;
}

/** Undefined when a frame came that is of none of the starts, or something was damaged. */
async function ofStarts(
  sandbox: Sandbox,
  request: SampleRequest,
  starts: readonly Start[],
  reach: number,
  part: Wanted,
): Promise<readonly SampledFrame[] | undefined> {
  const { times } = request.packets;
  let count = 0;
  const onFrame = () => request.onProgress?.((count += 1));
  const decoded = await decodeStarts(sandbox, { ...request, ...part, starts: starts.map(({ seek }) => seek), onFrame });
  const frames = decoded?.frames.map((data, i) => ({
    index: placeOf(times, decoded.times[i]!),
    pts: decoded.times[i]!,
    data,
  }));
  const isOwn = (index: number | undefined, i: number): index is number =>
    index !== undefined &&
    index > (frames?.[i - 1]?.index ?? -1) &&
    starts.some(({ place }) => index >= place && index < place + reach);
  return frames?.every((frame, i): frame is SampledFrame => isOwn(frame.index, i)) ? frames : undefined;
}
