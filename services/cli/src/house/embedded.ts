import { createHash } from 'node:crypto';
import { mkdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type Stack, startStack } from '@endoveil/embedded';
import { migrateLedger } from '@endoveil/ledger';
import type { House } from '../config.js';
import { makeHouseKey } from './house-key.js';

export interface Embedded {
  readonly stack: Stack;
  /** What a service process of this house is started with. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const SCRATCH_NEEDS_BYTES = 4 * 1024 ** 3;

/**
 * Starts or adopts the servers, makes the site key on first use, brings the schema up to date. `dieWithParent`: servers
 * that are started end with this process, however it ends.
 */
export async function openEmbedded(house: House, dieWithParent = false): Promise<Embedded> {
  await mkdir(house.home, { recursive: true, mode: 0o700 });
  await mkdir(house.watchDir, { recursive: true, mode: 0o700 });
  await makeHouseKey(house);
  const stack = await startStack({ dir: house.servers, dieWithParent });
  await migrateLedger({ url: stack.postgres.url });
  const environment = {
    ENDOVEIL_DATABASE_URL: stack.postgres.url,
    ENDOVEIL_NATS_URL: stack.nats.url,
    ENDOVEIL_REDIS_URL: stack.redis.url,
    ENDOVEIL_ZONES_DIR: house.zonesDir,
    ENDOVEIL_SITE_KEY_FILE: house.siteKeyFile,
    ENDOVEIL_WATCH_DIR: house.watchDir,
    ENDOVEIL_METRICS_PORT: '0',
    ENDOVEIL_HTTP_PORT: '0',
    ENDOVEIL_TRACE_FILE: join(house.home, 'log', 'traces.jsonl'),
    ...(await scratchOf(house)),
  };
  // what a person has set wins over what this house would choose
  const given = Object.entries(house.environment).filter(([, value]) => value);
  return { stack, environment: { ...environment, ...Object.fromEntries(given) } };
}

/** Decrypted bytes belong into memory; where there is too little of it they lie in the zones and are wiped there. */
export async function scratchOf(house: House): Promise<Record<string, string>> {
  const shared = await statfs('/dev/shm').catch(() => undefined);
  if (!shared || shared.bavail * shared.bsize < SCRATCH_NEEDS_BYTES) return {};
  const name = createHash('sha256').update(house.home).digest('hex').slice(0, 12);
  return { ENDOVEIL_SCRATCH_DIR: `/dev/shm/endoveil-${name}` };
}
