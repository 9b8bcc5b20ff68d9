import { readFileSync } from 'node:fs';
import { DestinationName } from '@endoveil/contracts';
import { setting } from '@endoveil/runtime';
import { z } from 'zod';

const common = {
  name: DestinationName,
  /** Whatever is approved goes there without being asked. */
  automatic: z.boolean().default(false),
  /** Side by side, over all publishers. */
  parallel: z.int().min(1).max(64).default(2),
  /** Publications begun a minute, over all publishers. */
  perMinute: z.number().positive().optional(),
  /** Of one publication. */
  bytesPerSecond: z.int().positive().optional(),
};
const path = z.string().startsWith('/');

const Folder = z.strictObject({ kind: z.literal('folder'), ...common, path });
const Sftp = z.strictObject({
  kind: z.literal('sftp'),
  ...common,
  host: z.string().min(1),
  port: z.int().min(1).max(65_535).default(22),
  user: z.string().min(1),
  path: z.string().min(1),
  /** As `ssh-keygen -lf` prints it. */
  hostKey: z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/),
  /** Secrets are files, read at each connection: a new one counts without a restart. */
  keyFile: path.optional(),
  passwordFile: path.optional(),
});
export const DestinationConfig = z.discriminatedUnion('kind', [Folder, Sftp]);
export type DestinationConfig = z.infer<typeof DestinationConfig>;

const Destinations = z
  .array(DestinationConfig)
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'two destinations have one name');

/** What the publisher reads beside the host's settings. */
export const publisherSettings = {
  destinations: setting(
    'ENDOVEIL_DESTINATIONS',
    z
      .string()
      .default('[]')
      .transform((text, context) => {
        try {
          return JSON.parse(text.startsWith('/') ? readFileSync(text, 'utf8') : text) as unknown;
        } catch {
          context.addIssue('must be a JSON list, or the path of a file that holds one');
          return z.NEVER;
        }
      })
      .pipe(Destinations),
    'where approved items may go, as JSON or the path of a JSON file: `[{"name":"research","kind":"folder","path":"/srv/research"}]`; for `sftp` also host, user, hostKey and keyFile or passwordFile; for each automatic, parallel, perMinute and bytesPerSecond',
  ),
  pollSeconds: setting(
    'ENDOVEIL_PUBLISH_POLL_SECONDS',
    z.coerce.number().positive().default(5),
    'seconds between looks at what is approved and waits; events only bring one forward',
  ),
} as const;
