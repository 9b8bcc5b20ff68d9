import { spawn } from 'node:child_process';

export interface RawVideo {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  /** RGBA frames; each may change as soon as the next is asked for. */
  readonly frames: Iterable<Uint8Array>;
}

/** Pipes frames through ffmpeg into a file. `output`: options of ffmpeg after the input. */
export async function encodeFrames(video: RawVideo, output: readonly string[], path: string): Promise<void> {
  const { width, height, framesPerSecond } = video;
  const child = spawn(
    'ffmpeg',
    [
      ...['-v', 'error', '-nostdin', '-y', '-f', 'rawvideo', '-pixel_format', 'rgba'],
      ...['-video_size', `${width}x${height}`, '-framerate', String(framesPerSecond), '-i', 'pipe:0'],
      ...output,
      path,
    ],
    { stdio: ['pipe', 'ignore', 'pipe'] },
  );
  const said: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(Buffer.concat(said).toString()))));
  });
  ended.catch(() => undefined);
  child.stdin.on('error', () => undefined);
  for (const frame of video.frames) {
    // the pixels belong to the canvas: they may only change when ffmpeg has them
    const taken = await new Promise<boolean>((resolve) => child.stdin.write(frame, (error) => resolve(!error)));
    if (!taken) break;
  }
  child.stdin.end();
  await ended;
}
