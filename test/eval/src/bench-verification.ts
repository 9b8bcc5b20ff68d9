import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ArtifactHash } from '@endoveil/contracts';
import { bubblewrap, type Ocr } from '@endoveil/media';
import { anInventedPatient } from '@endoveil/testing';
import { Verify } from '@endoveil/verifier';
import { bareEncode, BENCH_SEED, type BenchExam } from './bench-exams.js';
import { type Measure, spreadOf, wall } from './bench-measure.js';
import { attempt, levelUnderTest } from './level-under-test.js';
import { withPeakMemory } from './peak-memory.js';
import { timedSandbox } from './timed-sandbox.js';

/** How long the verifier looks at a result of `frame-cleaning`; of that, how long OCR reads. */
export async function measureVerification(ocr: Ocr, exam: BenchExam, folder: string, runs: number): Promise<Measure[]> {
  const artifact = join(folder, 'artifact.mp4');
  const ending = await attempt(levelUnderTest('frame-cleaning', bubblewrap(), ocr), exam.path, async (one) => {
    if (one.ending.state === 'anonymized') await copyFile(one.ending.artifact, artifact);
    return one.ending;
  });
  if (ending.state !== 'anonymized') return [];
  const artifactHash = ArtifactHash.parse(
    createHash('sha256')
      .update(await readFile(artifact))
      .digest('hex'),
  );
  const { lastName, firstName, birthDate } = anInventedPatient(BENCH_SEED);
  const [all, reading]: [number[], number[]] = [[], []];
  let verdict = '';
  let peak = 0;
  for (let run = 0; run < runs; run += 1) {
    const bare = await wall(() => bareEncode(exam, join(folder, 'bare.mp4')));
    const { sandbox, seconds } = timedSandbox(bubblewrap());
    const scratchDir = join(folder, `verify-${run}`);
    await mkdir(scratchDir);
    const startedAt = performance.now();
    const { result, peakMiB } = await withPeakMemory(() =>
      new Verify(sandbox).run({
        kind: 'video',
        sourcePath: exam.path,
        artifactPath: artifact,
        artifactHash,
        level: 'frame-cleaning',
        scratchDir,
        knownValues: [
          { name: 'last-name', value: lastName },
          { name: 'first-name', value: firstName },
          { name: 'birth-date', value: birthDate },
        ],
        signal: new AbortController().signal,
        progress: () => undefined,
      }),
    );
    all.push((performance.now() - startedAt) / 1000 / bare);
    reading.push((seconds.get('tesseract') ?? 0) / bare);
    peak = Math.max(peak, peakMiB);
    verdict = `${result.verdict}${result.reasons.length > 0 ? `: ${result.reasons.join(', ')}` : ''}`;
  }
  return [
    { name: 'verification', ratio: spreadOf(all), goal: 1, peakMiB: peak, note: verdict },
    { name: 'of it OCR', ratio: spreadOf(reading), note: 'wall time of tesseract; runs beside each other add up' },
  ];
}
