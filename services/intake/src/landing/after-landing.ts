import type { LandingId } from '@endoveil/contracts';
import type { BigIntStats } from 'node:fs';
import { type FileHandle, rename, unlink } from 'node:fs/promises';
import { failpoint } from '@endoveil/runtime';
import { hashOf, isUnchanged, type Source } from './source-file.js';
import { inFolder, makeFolder, openFolder } from './open-beneath.js';

/** What happens to a source once it is landed. */
export type AfterLanding = 'leave' | 'move' | 'delete';

/** Never scanned. */
export const OWN_FOLDER = '.endoveil';

export interface LandedSource {
  readonly source: Source;
  readonly file: FileHandle;
  /** As it was when it was landed. */
  readonly before: BigIntStats;
  readonly landingId: LandingId;
  /** Whether bytes of this hash are committed. */
  readonly isStored: (sha256: string) => Promise<boolean>;
}

/**
 * Only after the commit. `delete` needs a second hash of the source, equal to what is committed; `move` keeps the
 * file below `<root>/.endoveil/imported/<landing id>/`. A source that changed meanwhile stays.
 */
export async function settleSource(after: AfterLanding, landed: LandedSource): Promise<'left' | 'moved' | 'deleted'> {
  const { source, file, before } = landed;
  if (after === 'leave' || !(await isUnchanged(source, file, before))) return 'left';
  if (after === 'delete') {
    if (!(await landed.isStored(await hashOf(file))) || !(await isUnchanged(source, file, before))) return 'left';
  }
  const name = source.segments.at(-1)!;
  const folder = await openFolder(source.root, source.segments.slice(0, -1));
  try {
    if (after === 'delete') {
      failpoint('intake.before-delete');
      await unlink(inFolder(folder, name));
      failpoint('intake.after-delete');
      return 'deleted';
    }
    await using target = await makeFolder(source.root, [OWN_FOLDER, 'imported', landed.landingId]);
    await rename(inFolder(folder, name), inFolder(target, name));
    return 'moved';
  } catch {
    // the landing is committed; a read-only folder or a file that is gone meanwhile changes nothing about it
    return 'left';
  } finally {
    await folder.close();
  }
}
