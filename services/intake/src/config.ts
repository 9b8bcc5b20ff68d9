import { setting } from '@endoveil/runtime';
import { z } from 'zod';

const seconds = z.coerce.number().min(0);
const center = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/);
const centers = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  )
  // they stand in clear in the record, in metrics and in events
  .refine((names) => names.every((name) => center.safeParse(name).success), {
    message: 'each of them at most 60 letters, digits, - and _',
  });

/** What intake reads beside the host's settings. */
export const intakeSettings = {
  watchDir: setting(
    'ENDOVEIL_WATCH_DIR',
    z.string().startsWith('/').optional(),
    'the drop folder. Not set: nothing is watched',
  ),
  centers: setting(
    'ENDOVEIL_CENTERS',
    centers,
    'names of folders right below the drop folder that are centers, by commas',
  ),
  defaultCenter: setting('ENDOVEIL_DEFAULT_CENTER', center.default('main'), 'the center of everything else'),
  processor: setting(
    'ENDOVEIL_PROCESSOR',
    center.default('unknown'),
    'the device that recorded what is dropped, where it is one',
  ),
  afterLanding: setting(
    'ENDOVEIL_AFTER_LANDING',
    z.enum(['leave', 'move', 'delete']).default('leave'),
    'what happens to a source once it is committed: it stays, goes below `.endoveil/imported` of its folder, or is deleted after a second matching hash',
  ),
  hashTwice: setting(
    'ENDOVEIL_HASH_TWICE',
    z.stringbool().default(false),
    'hash each source again before committing: for network shares',
  ),
  scanSeconds: setting(
    'ENDOVEIL_SCAN_SECONDS',
    seconds.default(10),
    'seconds between full scans; events only bring one forward',
  ),
  quietSeconds: setting(
    'ENDOVEIL_QUIET_SECONDS',
    seconds.default(5),
    'seconds without change before a file that is whole by its own structure is taken; ten times as many for one that does not say',
  ),
  landings: setting(
    'ENDOVEIL_LANDINGS',
    z.coerce.number().int().min(1).max(32).default(2),
    'files landed side by side',
  ),
} as const;
