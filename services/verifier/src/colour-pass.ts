import { ffmpegArguments, type Sandbox, type VideoFacts, type VideoFormat } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';

const LIMITS = { memoryMiB: 2048, deadlineSeconds: 4 * 3600, stallSeconds: 60 };
/** How far either colour difference is from neutral, whichever is more, at half the size: 4:2:0 has no finer. */
const AWAY_FROM_NEUTRAL =
  "[0:v:0]format=yuv420p,extractplanes=u+v[u][v];[u]lut=c0='abs(val-128)'[a];[v]lut=c0='abs(val-128)'[b];[a][b]blend=all_mode=lighten[out]";

/** The most that each place's colour ever was, over all frames, and how many frames were looked at. */
export async function passOverColour(
  sandbox: Sandbox,
  { format, width, height }: VideoFacts,
  task: VerifyTask,
): Promise<{ colour: Uint8Array; frames: number }> {
  const size = Math.ceil(width / 2) * Math.ceil(height / 2);
  const colour = new Uint8Array(size);
  await using child = await sandbox.start({
    program: 'ffmpeg',
    args: [
      '-v',
      'error',
      ...ffmpegArguments({
        source: '/in/artifact',
        format: format as VideoFormat,
        output: ['-filter_complex', AWAY_FROM_NEUTRAL, '-map', '[out]', '-vsync', 'passthrough', '-f', 'rawvideo'],
        target: 'pipe:1',
      }),
    ],
    reads: [{ hostPath: task.artifactPath, seenAs: '/in/artifact' }],
    limits: LIMITS,
    signal: task.signal,
  });
  child.stdin.end();
  child.stderr.resume();
  let seen = 0;
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    for (let from = 0; from < chunk.length;) {
      const at = (seen + from) % size;
      const run = Math.min(size - at, chunk.length - from);
      for (let i = 0; i < run; i += 1) if (chunk[from + i]! > colour[at + i]!) colour[at + i] = chunk[from + i]!;
      from += run;
    }
    seen += chunk.length;
    task.progress({ done: Math.floor(seen / size) });
  }
  if ((await child.exit) !== 0 || seen % size !== 0) throw new Error('the decoder failed');
  return { colour, frames: seen / size };
}
