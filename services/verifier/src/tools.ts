import type { Sandbox } from '@endoveil/media';

const asked: readonly (readonly [program: string, args: readonly string[], pattern: RegExp])[] = [
  ['ffmpeg', ['-version'], /^ffmpeg version (\S+)/],
  ['tesseract', ['--version'], /^tesseract (\S+)/],
  ['pdftoppm', ['-v'], /version (\S+)/],
  ['qpdf', ['--version'], /version (\S+)/],
  ['zbarimg', ['--version'], /^(\d\S*)/],
  ['ocrad', ['--version'], /[Oo]crad (\d\S*)/],
];

/** Which programs looked, in which version. Asked once for each process. */
export async function toolVersions(sandbox: Sandbox): Promise<Record<string, string>> {
  const versions: Record<string, string> = { verifier: '1' };
  for (const [program, args, pattern] of asked) {
    try {
      const { stdout, stderr } = await sandbox.output({
        program,
        args,
        reads: [],
        limits: { memoryMiB: 512, deadlineSeconds: 20 },
        signal: AbortSignal.timeout(20_000),
      });
      versions[program] = pattern.exec(stdout.toString() + stderr.toString())?.[1] ?? 'unknown';
    } catch {
      versions[program] = 'missing';
    }
  }
  return versions;
}
