import { createHash, randomBytes } from 'node:crypto';
import type { Destination, Found } from './destination.js';
import { DestinationError } from './destination-error.js';
import type { Release, ReleaseFile } from '../release/release.js';

export interface Trial {
  readonly step: string;
  readonly passed: boolean;
  readonly code?: string;
}

/** Sends a few invented bytes there and takes them back: every promise the publisher relies on, one after the other. */
export async function tryDestination(destination: Destination): Promise<readonly Trial[]> {
  const publicId = randomBytes(16).toString('hex');
  const release = invented(publicId, randomBytes(2048));
  const other = invented(publicId, randomBytes(2048));
  const put = { signal: new AbortController().signal };
  const found = async (expected: Found) => {
    if ((await destination.probe(release)) !== expected) throw new DestinationError('integrity', `not-${expected}`);
  };
  const trials: Trial[] = [];
  const step = async (name: string, work: () => Promise<unknown>) => {
    if (trials.some(({ passed }) => !passed)) return;
    try {
      await work();
      trials.push({ step: name, passed: true });
    } catch (error) {
      const code = error instanceof DestinationError ? `${error.fault}, ${error.reason}` : 'internal';
      trials.push({ step: name, passed: false, code });
    }
  };
  await step('is reached, and has nothing of this name', () => found('absent'));
  await step('takes bytes that nobody sees yet', async () => {
    await destination.put(release, put);
    await found('absent');
  });
  await step('makes them visible', () => destination.finalize(release));
  await step('gives them back as they were', () => destination.verify(release));
  await step('never puts other bytes in their place', async () => {
    await destination.put(other, put).then(
      () => Promise.reject(new DestinationError('integrity', 'overwritten')),
      (error: unknown) =>
        error instanceof DestinationError && error.fault === 'conflict' ? undefined : Promise.reject(error),
    );
    await found('same');
  });
  await step('takes them back', async () => {
    await destination.withdraw(release);
    await found('absent');
  });
  if (trials.some(({ passed }) => !passed)) await destination.withdraw(release).catch(() => undefined);
  return trials;
}

/** A release of invented bytes. */
export function invented(publicId: string, bytes: Uint8Array): Release {
  const file = (ending: string, content: Uint8Array): ReleaseFile => ({
    name: `${publicId}.${ending}`,
    sizeBytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    async *read(from) {
      for (let at = from; at < content.length; at += 64 * 1024) yield content.subarray(at, at + 64 * 1024);
    },
  });
  return {
    publicId,
    files: [
      file('mp4', bytes),
      file('certificate.json', bytes.subarray(0, 100)),
      file('manifest.json', bytes.subarray(0, 200)),
    ],
  };
}
