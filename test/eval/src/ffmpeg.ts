import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs ffmpeg on files of our own making. Throws with what it said. */
export async function ffmpeg(...args: readonly string[]): Promise<void> {
  await run('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args], { maxBuffer: 2 ** 24 });
}

/** What ffprobe says of a file, as JSON; undefined when it cannot read it. */
export async function ffprobe(
  path: string,
  ...entries: readonly string[]
): Promise<Record<string, unknown> | undefined> {
  const answer = await run('ffprobe', ['-v', 'quiet', ...entries, '-of', 'json', path], { maxBuffer: 2 ** 24 }).catch(
    () => undefined,
  );
  return answer ? (JSON.parse(answer.stdout) as Record<string, unknown>) : undefined;
}

/** How many frames of the first picture stream can be decoded, whatever is wrong with the rest. */
export async function countFrames(path: string): Promise<number> {
  const filter = ['-vf', 'scale=16:16', '-pix_fmt', 'gray', '-vsync', 'passthrough', '-f', 'rawvideo', 'pipe:1'];
  const child = spawn('ffmpeg', ['-v', 'quiet', '-nostdin', '-i', path, '-map', '0:V:0', ...filter], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let bytes = 0;
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) bytes += chunk.length;
  return Math.floor(bytes / 256);
}

/** Files one after the other, packets as they are. All must come from the same encoder with the same settings. */
export async function join(list: string, parts: readonly string[], path: string): Promise<void> {
  const { writeFile } = await import('node:fs/promises');
  await writeFile(list, parts.map((part) => `file '${part}'\n`).join(''));
  await ffmpeg('-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy', path);
}
