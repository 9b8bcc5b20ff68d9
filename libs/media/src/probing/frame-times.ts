import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { EndoveilError } from '@endoveil/contracts';

/**
 * `[Parsed_showinfo_… ] n: 3 pts: 1536 pts_time:…`: one for each frame, and none of the file's words. A thread of the
 * decoder may have written half a line before it, which then stands where the filter's name would.
 */
const SHOWN = /n: *(\d+) pts: *(-?\d+|NOPTS) +pts_time:/;

/** How decoders say that a picture could not be decoded as it was recorded. */
const DAMAGE = /error while decoding|corrupt|concealing|Invalid data found|missing picture|non-existing PPS/i;

/** The presentation times of frames, as ffmpeg tells them while it decodes. */
export interface FrameTimes {
  /**
   * Waits for the time of the frame at this place; undefined when ffmpeg ended without telling it. Throws
   * `EndoveilError` when a time was told twice or left out: a frame must not get the time of another.
   */
  next(index: number): Promise<bigint | undefined>;
}

/**
 * The times that showinfo tells on standard error, in the order of the frames. Everything else there is dropped. Times
 * must rise: a frame without one, or one that does not, is put right behind its neighbour and counts as damage.
 */
export function frameTimes(stderr: Readable, onDamage: () => void): FrameTimes {
  // a window of it: long videos have many frames, and each time is asked for once
  let [times, dropped]: [bigint[], number] = [[], 0];
  let newest: bigint | undefined;
  let rest = '';
  let isWhole = true;
  let waiting: (() => void) | undefined;
  let ended = false;
  const tell = (place: number, said: string) => {
    if (place !== dropped + times.length) isWhole = false;
    const least = newest === undefined ? undefined : newest + 1n;
    let time = said === 'NOPTS' ? (least ?? 0n) : BigInt(said);
    if (least !== undefined && time < least) {
      time = least;
      onDamage();
    }
    newest = time;
    times.push(time);
  };
  stderr.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      // indented lines repeat what the file says of itself
      if (line.startsWith(' ')) continue;
      const [, place, time] = SHOWN.exec(line) ?? [];
      if (place && time) tell(Number(place), time);
      if (DAMAGE.test(line)) onDamage();
    }
    waiting?.();
  });
  stderr.resume();
  stderr.once('close', () => {
    ended = true;
    waiting?.();
  });
  return {
    async next(index) {
      // oxlint-disable-next-line no-unmodified-loop-condition -- set when the stream closes
      while (dropped + times.length <= index && !ended && isWhole)
        await new Promise<void>((resolve) => (waiting = resolve));
      if (!isWhole) throw new EndoveilError('internal', { detail: 'the times of frames were not told one by one' });
      if (index - dropped > 4096) {
        times = times.slice(index - dropped);
        dropped = index;
      }
      return times[index - dropped];
    },
  };
}

/** All times that showinfo tells, of several filters at once, put in order. Undefined: one is missing, or there is damage. */
export async function toldTimes(stderr: Readable): Promise<bigint[] | undefined> {
  const times: bigint[] = [];
  let isWhole = true;
  for await (const line of createInterface({ input: stderr })) {
    if (line.startsWith(' ')) continue;
    const time = SHOWN.exec(line)?.[2];
    if (time === 'NOPTS' || DAMAGE.test(line)) isWhole = false;
    else if (time) times.push(BigInt(time));
  }
  return isWhole ? times.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)) : undefined;
}
