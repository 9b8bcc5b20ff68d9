import type { ReasonCode } from '@endoveil/contracts';
import type { Sandbox } from '@endoveil/media';
import { open } from 'node:fs/promises';

const SEEN_AS = '/in/source';
const TAIL_BYTES = 64 * 1024;

export interface ReportLimits {
  readonly mostPages: number;
  readonly memoryMiB: number;
  readonly deadlineSeconds: number;
}

/** Undefined when the PDF is whole, open and has pages; else why not. Throws what the sandbox throws. */
export async function probeReport(
  sandbox: Sandbox,
  hostPath: string,
  limits: ReportLimits,
  signal: AbortSignal,
): Promise<ReasonCode | undefined> {
  const { exitCode, stdout, stderr } = await sandbox.output(
    {
      program: 'pdfinfo',
      args: [SEEN_AS],
      reads: [{ hostPath, seenAs: SEEN_AS }],
      limits: { memoryMiB: limits.memoryMiB, deadlineSeconds: limits.deadlineSeconds },
      signal,
      env: { LC_ALL: 'C' },
    },
    { maxBytes: 1024 * 1024 },
  );
  const told = stdout.toString('latin1');
  // with only an owner's password poppler opens it all the same: it stays a locked document
  if (lastTold(told, 'Encrypted')?.startsWith('yes') || stderr.includes('Incorrect password')) return 'encrypted';
  if (exitCode !== 0) return 'not-decodable';
  // poppler rebuilds the index of a cut file and shows fewer pages without a word
  if (!(await tailOf(hostPath)).includes('%%EOF')) return 'not-decodable';
  const pages = Number(lastTold(told, 'Pages'));
  if (!Number.isInteger(pages) || pages === 0) return 'not-decodable';
  return pages > limits.mostPages ? 'too-large' : undefined;
}

/** What the program says itself comes behind the document's own title, which may have lines that look the same. */
function lastTold(told: string, name: string): string | undefined {
  return [...told.matchAll(new RegExp(`^${name}:\\s+(\\S.*)$`, 'gm'))].at(-1)?.[1];
}

async function tailOf(path: string): Promise<Buffer> {
  await using file = await open(path);
  const { size } = await file.stat();
  const { bytesRead, buffer } = await file.read(
    Buffer.alloc(TAIL_BYTES),
    0,
    TAIL_BYTES,
    Math.max(0, size - TAIL_BYTES),
  );
  return buffer.subarray(0, bytesRead);
}
