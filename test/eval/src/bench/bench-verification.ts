import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { ArtifactHash, EndoveilError } from '@endoveil/contracts';
import { bubblewrap, type Sandbox } from '@endoveil/media';
import { anInventedPatient } from '@endoveil/testing';
import { Verify } from '@endoveil/verifier';
import { BENCH_SEED, type BenchExam } from './bench-exams.js';

/** Looks at a result as the verifier does; answers its verdict and why. */
export async function verification(sandbox: Sandbox, exam: BenchExam, artifactPath: string): Promise<string> {
  const bytes = await readFile(artifactPath);
  const { lastName, firstName, birthDate } = anInventedPatient(BENCH_SEED);
  const scratchDir = await mkdtemp(`${artifactPath}-`);
  const { verdict, reasons } = await new Verify(sandbox).run({
    kind: 'video',
    sourcePath: exam.path,
    artifactPath,
    artifactHash: ArtifactHash.parse(createHash('sha256').update(bytes).digest('hex')),
    level: 'frame-cleaning',
    scratchDir,
    knownValues: [
      { name: 'last-name', value: lastName },
      { name: 'first-name', value: firstName },
      { name: 'birth-date', value: birthDate },
    ],
    signal: new AbortController().signal,
    progress: () => undefined,
  });
  await rm(scratchDir, { recursive: true });
  return reasons.length > 0 ? `${verdict}: ${reasons.join(', ')}` : verdict;
}

/** A sandbox in which nothing can be read: what is left of the verifier's work is looking. */
export function withoutOcr(): Sandbox {
  const sandbox = bubblewrap();
  return {
    ...sandbox,
    async start(run) {
      if (run.program === 'tesseract') throw new EndoveilError('sandbox-unavailable');
      return await sandbox.start(run);
    },
  };
}
