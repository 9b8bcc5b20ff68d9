import { spawn } from 'node:child_process';
import { CoveredInside } from './covered-inside.js';
import { likeness } from './structural-likeness.js';

export interface Compared {
  /** Share of the source's picture that the masked video does not show, but for six pixels at its edge. */
  readonly covered: number;
  /** Samples of luma and colour that are shown, and those of them that differ from the source. */
  readonly samples: number;
  readonly changed: number;
  /** Luma, where the masked video shows the picture: 1 is the same. */
  readonly likeness: number;
}

const [BLACK, NEUTRAL] = [16, 128];
/** Windows are wanted where nothing so near is masked, in pixels: an edge is as sharp as the encoder makes it. */
const APART = 16;

/** Holds a video against its source, frame by frame, where a third one, the masked one, shows something. */
export async function comparePictures(
  source: string,
  result: string,
  masked: string,
  [width, height]: readonly [number, number],
): Promise<Compared> {
  const covered = new CoveredInside(width, height);
  const size = width * height;
  let [samples, changed, sum, windows] = [0, 0, 0, 0];
  const [before, after, shown] = [source, result, masked].map((path) => recordedFrames(path, width, height)) as Three;
  for (;;) {
    const [one, other, mask] = await Promise.all([before.next(), after.next(), shown.next()]);
    if (one.done || other.done || mask.done) {
      await Promise.all([before, after, shown].map((frames) => frames.return(undefined)));
      break;
    }
    const isShown = shownIn(mask.value, width, height);
    covered.see(one.value, isShown);
    for (let i = 0; i < one.value.length; i += 1) {
      const at = i < size ? i : lumaAt((i - size) % (size / 4), width);
      if (isShown[at] === 0) continue;
      samples += 1;
      if (one.value[i] !== other.value[i]) changed += 1;
    }
    const like = likeness(one.value.subarray(0, size), other.value.subarray(0, size), width, (x, y) =>
      corners(x, y).every(
        ([cx, cy]) => cx >= 0 && cy >= 0 && cx < width && cy < height && isShown[cy * width + cx] === 1,
      ),
    );
    sum += like.sum;
    windows += like.windows;
  }
  return { covered: covered.share(), samples, changed, likeness: sum / Math.max(1, windows) };
}

type Three = [Recorded, Recorded, Recorded];
type Recorded = AsyncGenerator<Buffer, undefined>;

const corners = (x: number, y: number) =>
  [-APART, 8 + APART].flatMap((dx) => [-APART, 8 + APART].map((dy) => [x + dx, y + dy] as const));

/** The first pixel of luma that shares this sample of colour. */
const lumaAt = (colour: number, width: number) =>
  2 * Math.floor(colour / (width / 2)) * width + 2 * (colour % (width / 2));

/** 1 where two by two pixels are not all black and grey. */
function shownIn(frame: Buffer, width: number, height: number): Uint8Array {
  const size = width * height;
  const shown = new Uint8Array(size);
  for (let y = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 2) {
      const [at, colour] = [y * width + x, size + ((y / 2) * width) / 2 + x / 2];
      const four = [at, at + 1, at + width, at + width + 1];
      const isBlack =
        four.every((i) => frame[i] === BLACK) && frame[colour] === NEUTRAL && frame[colour + size / 4] === NEUTRAL;
      if (!isBlack) for (const i of four) shown[i] = 1;
    }
  return shown;
}

/** Frames as they are recorded (4:2:0), read by a plain ffmpeg. */
async function* recordedFrames(path: string, width: number, height: number): Recorded {
  const filter = ['-map', '0:V:0', '-pix_fmt', 'yuv420p', '-vsync', 'passthrough', '-f', 'rawvideo', 'pipe:1'];
  const child = spawn('ffmpeg', ['-v', 'quiet', '-nostdin', '-i', path, ...filter], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const frame = Buffer.alloc((width * height * 3) / 2);
  let filled = 0;
  try {
    for await (const chunk of child.stdout as AsyncIterable<Buffer>)
      for (let used = 0; used < chunk.length;) {
        const taken = chunk.copy(frame, filled, used);
        filled += taken;
        used += taken;
        if (filled < frame.length) continue;
        filled = 0;
        yield frame;
      }
  } finally {
    if (child.exitCode === null) child.kill('SIGKILL');
  }
  return undefined;
}
