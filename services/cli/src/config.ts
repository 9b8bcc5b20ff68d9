import { join } from 'node:path';
import { z } from 'zod';
import { loadSettings, setting } from '@endoveil/runtime';

/** The clone this command belongs to. */
const clone = join(import.meta.dirname, '..', '..', '..');

export const houseSettings = {
  home: setting(
    'ENDOVEIL_HOME',
    z.string().default(join(clone, '.endoveil')),
    'Folder of everything the embedded system keeps',
  ),
  databaseUrl: setting('ENDOVEIL_DATABASE_URL', z.string().optional(), 'Postgres to use instead of the embedded one', {
    secret: true,
  }),
  ollamaUrl: setting(
    'ENDOVEIL_OLLAMA_URL',
    z.url().optional(),
    'Where Ollama answers; without it no language model is used',
  ),
};

/** Where things are on this machine. */
export interface House {
  /** The clone: sources, `.tools`, `node_modules`. */
  readonly clone: string;
  /** State of the embedded system. */
  readonly home: string;
  /** The folder that `startStack` and `stopStack` are given. */
  readonly servers: string;
  readonly siteKeyFile: string;
  readonly databaseUrl?: string;
  readonly ollamaUrl?: string;
}

export function loadHouse(environment: Readonly<Record<string, string | undefined>> = process.env): House {
  const { home, databaseUrl, ollamaUrl } = loadSettings(houseSettings, environment);
  return {
    clone,
    home,
    servers: join(home, 'servers'),
    siteKeyFile: environment['ENDOVEIL_SITE_KEY_FILE'] || join(home, 'site-key'),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(ollamaUrl === undefined ? {} : { ollamaUrl }),
  };
}
