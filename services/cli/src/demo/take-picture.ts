import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EndoveilError } from '@endoveil/contracts';
import type { Sandbox } from '@endoveil/media';

const LIMITS = { memoryMiB: 1024, deadlineSeconds: 60 };

/** A frame of a video, or the first page of a report, as PNG. For the demo's invented exam only. */
export async function takePicture(
  sandbox: Sandbox,
  kind: 'video' | 'report',
  path: string,
  folder: string,
  name: string,
): Promise<string> {
  const target = join(folder, `${name}.png`);
  const [program, args] =
    kind === 'video'
      ? ([
          'ffmpeg',
          [
            '-v',
            'error',
            '-nostdin',
            '-ss',
            '6',
            '-i',
            '/in/file',
            '-frames:v',
            '1',
            '-vf',
            'scale=960:-2',
            '-f',
            'image2pipe',
            '-c:v',
            'png',
            'pipe:1',
          ],
        ] as const)
      : (['pdftoppm', ['-r', '80', '-png', '-f', '1', '-l', '1', '/in/file']] as const);
  const { exitCode, stdout } = await sandbox.output({
    program,
    args: [...args],
    reads: [{ hostPath: path, seenAs: '/in/file' }],
    limits: LIMITS,
    signal: AbortSignal.timeout(60_000),
  });
  if (exitCode !== 0 || stdout.length === 0) throw new EndoveilError('not-decodable');
  await writeFile(target, stdout, { mode: 0o600 });
  return target;
}
