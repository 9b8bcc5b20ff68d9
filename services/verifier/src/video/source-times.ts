import { createInterface } from 'node:readline';
import { decodeFrames, ffmpegArguments, type Sandbox, type VideoFacts, type VideoFormat } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';

const LIMITS = { memoryMiB: 1024, deadlineSeconds: 3600, stallSeconds: 60 };

/** When the container says that each picture is shown, sorted. Undefined when it does not say so for each, or fails. */
export async function packetTimes(
  sandbox: Sandbox,
  { format }: VideoFacts,
  { sourcePath, signal, progress }: VerifyTask,
): Promise<bigint[] | undefined> {
  await using child = await sandbox.start({
    program: 'ffmpeg',
    args: [
      ...['-v', 'error'],
      ...ffmpegArguments({
        source: '/in/source',
        format: format as VideoFormat,
        output: ['-map', '0:v:0', '-c', 'copy', '-copyts', '-avoid_negative_ts', 'disabled', '-f', 'framecrc'],
        target: 'pipe:1',
      }),
    ],
    reads: [{ hostPath: sourcePath, seenAs: '/in/source' }],
    limits: LIMITS,
    signal,
  });
  child.stdin.end();
  child.stderr.resume();
  const times: bigint[] = [];
  // stream, dts, pts, duration, size, checksum
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith('#')) continue;
    const pts = line.split(',')[2]?.trim() ?? '';
    if (!/^-?\d+$/.test(pts)) return undefined;
    times.push(BigInt(pts));
    if (times.length % 1000 === 0) progress({ done: times.length });
  }
  if ((await child.exit) !== 0 || times.length === 0) return undefined;
  return times.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** The source's frames, decoded: what a container promises is not always what comes out. */
export async function decodedTimes(
  sandbox: Sandbox,
  facts: VideoFacts,
  { sourcePath, signal, progress }: VerifyTask,
): Promise<bigint[]> {
  const times: bigint[] = [];
  const request = { path: sourcePath, facts, width: 16, height: 16, pixelFormat: 'gray', signal } as const;
  for await (const { index, pts } of decodeFrames(sandbox, request)) {
    times.push(pts);
    if (index % 50 === 0) progress({ done: index });
  }
  return times;
}
