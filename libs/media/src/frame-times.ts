import type { Readable } from 'node:stream';

/** `[Parsed_showinfo_… ] n: 3 pts: 1536 pts_time:…`: one line of numbers for each frame, and none of the file's words. */
const SHOWN = /^\[Parsed_showinfo[^\]]*\] n:\s*\d+ pts:\s*(-?\d+|NOPTS)/;

/** How decoders say that a picture could not be decoded as it was recorded. */
const DAMAGE = /error while decoding|corrupt|concealing|Invalid data found|missing picture|non-existing PPS/i;

/** The presentation times of frames, as ffmpeg tells them while it decodes. */
export interface FrameTimes {
  /** Waits for the time of the frame at this place; undefined when ffmpeg ended without telling it. */
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
  let waiting: (() => void) | undefined;
  let ended = false;
  const tell = (said: string) => {
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
      const told = SHOWN.exec(line)?.[1];
      if (told !== undefined) tell(told);
      // indented lines repeat what the file says of itself
      else if (!line.startsWith(' ') && DAMAGE.test(line)) onDamage();
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
      while (dropped + times.length <= index && !ended) await new Promise<void>((resolve) => (waiting = resolve));
      if (index - dropped > 4096) {
        times = times.slice(index - dropped);
        dropped = index;
      }
      return times[index - dropped];
    },
  };
}
