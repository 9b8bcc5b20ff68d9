import type { Found } from './destination.js';
import type { Release, ReleaseFile } from '../release/release.js';

/** What stands at a destination, by the digests that it reads back (undefined: no such file). */
export async function foundAmong(
  release: Release,
  digestOf: (file: ReleaseFile) => Promise<string | undefined>,
): Promise<Found> {
  let same = 0;
  for (const file of release.files) {
    const digest = await digestOf(file);
    if (digest !== undefined && digest !== file.sha256) return 'other';
    if (digest !== undefined) same += 1;
  }
  if (same === 0) return 'absent';
  return same === release.files.length ? 'same' : 'partly';
}
