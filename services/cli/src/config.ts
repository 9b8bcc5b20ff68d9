import { join, resolve } from 'node:path';
import { z } from 'zod';
import { hasReadableUser, loadSettings, postgresUrl, setting, USER_NOT_READABLE } from '@endoveil/runtime';

/** The clone this command belongs to. */
const clone = join(import.meta.dirname, '..', '..', '..');
const folder = z.string().transform((path) => resolve(path));

export const houseSettings = {
  home: setting(
    'ENDOVEIL_HOME',
    folder.default(join(clone, '.endoveil')),
    'folder of everything the embedded system keeps; not set: beside `./endoveil`',
  ),
  watchDir: setting('ENDOVEIL_WATCH_DIR', folder.optional(), 'the drop folder; not set: in the home'),
  zonesDir: setting('ENDOVEIL_ZONES_DIR', folder.optional(), 'folder of the zones; not set: in the home'),
  scratchDir: setting(
    'ENDOVEIL_SCRATCH_DIR',
    folder.optional(),
    'folder for decrypted work, a tmpfs; not set: in memory if there is enough, else in the zones',
  ),
  siteKeyFile: setting('ENDOVEIL_SITE_KEY_FILE', folder.optional(), 'the site key (0600); not set: in the home'),
  databaseUrl: setting('ENDOVEIL_DATABASE_URL', postgresUrl.optional(), 'Postgres to use instead of the embedded one', {
    secret: true,
  }),
  caFile: setting(
    'ENDOVEIL_CA_FILE',
    folder.optional(),
    'certificates (PEM) of who signed those of the servers; not set: those that Node trusts',
  ),
  httpPort: setting(
    'ENDOVEIL_HTTP_PORT',
    z.coerce.number().int().min(0).max(65_535).default(0),
    'port of the API on this machine; 0 takes any free one',
  ),
  apiUrl: setting(
    'ENDOVEIL_API_URL',
    z.url().optional(),
    'the API that commands ask; not set: the system that runs on this machine',
  ),
  // ENDOVEIL_TOKEN_FILE is everybody's
  token: setting('ENDOVEIL_TOKEN', z.string().optional(), 'your token, where the system has a token file', {
    secret: true,
    inFile: false,
  }),
  tokenFile: setting(
    'ENDOVEIL_TOKEN_FILE',
    folder.optional(),
    'the token file that `token` writes; not set: in the home',
  ),
  ollamaUrl: setting(
    'ENDOVEIL_OLLAMA_URL',
    z.url().refine(hasReadableUser, USER_NOT_READABLE).optional(),
    'where Ollama answers; without it no language model is used',
    { secret: true },
  ),
} as const;

const names = z
  .string()
  .default('')
  .transform((list) => list.split(',').filter((name) => name !== ''));

/** What a process of a deployment runs. */
export const serveSettings = {
  services: setting('SERVICE', names, 'services of this process, by commas; not set: all'),
  levels: setting('LEVELS', names, 'levels of that service, by commas; not set: all'),
} as const;

/** Where things are on this machine. */
export interface House {
  /** What this command was started with; handed on to services, never changed. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The clone: sources, `.tools`, `node_modules`. */
  readonly clone: string;
  /** State of the embedded system. */
  readonly home: string;
  /** The folder that `startStack` and `stopStack` are given. */
  readonly servers: string;
  /** Where dropped files are looked for. */
  readonly watchDir: string;
  readonly zonesDir: string;
  readonly scratchDir: string | undefined;
  readonly siteKeyFile: string;
  readonly databaseUrl: string | undefined;
  readonly caFile: string | undefined;
  readonly httpPort: number;
  readonly ollamaUrl: string | undefined;
  readonly apiUrl: string | undefined;
  readonly token: string | undefined;
  readonly tokenFile: string;
}

export function loadHouse(environment: House['environment'] = process.env): House {
  const {
    home,
    watchDir = join(home, 'drop'),
    zonesDir = join(home, 'zones'),
    siteKeyFile = join(home, 'site-key'),
    tokenFile = join(home, 'tokens.json'),
    ...given
  } = loadSettings(houseSettings, environment);
  return {
    environment,
    clone,
    home,
    servers: join(home, 'servers'),
    watchDir,
    zonesDir,
    siteKeyFile,
    tokenFile,
    ...given,
  };
}
