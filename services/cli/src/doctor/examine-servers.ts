import { readFile } from 'node:fs/promises';
import { hostSettings } from '@endoveil/host';
import { lookAtPostgres, withAuthority } from '@endoveil/ledger';
import { lookAtRedis } from '@endoveil/locks';
import { checkServerVersion, lookAtNats } from '@endoveil/messaging';
import { loadSettings } from '@endoveil/runtime';
import type { House } from '../config.js';
import { atLeast } from './at-least.js';
import { type Finding, missing, note, ok } from './finding.js';

const MOST_CLOCK_SECONDS = 2;
const { databaseUrl, natsUrl, redisUrl } = hostSettings;

const ADDRESSES = {
  Postgres: 'ENDOVEIL_DATABASE_URL',
  NATS: 'ENDOVEIL_NATS_URL',
  Redis: 'ENDOVEIL_REDIS_URL',
} as const;

/** Whether the settings name such a server; else it is embedded. */
export function isGiven({ environment }: House, server: keyof typeof ADDRESSES): boolean {
  const name = ADDRESSES[server];
  return Boolean(environment[name] ?? environment[`${name}_FILE`]);
}

/** Servers that the settings name; those that are embedded are examined as programs. */
export async function examineServers(house: House): Promise<Finding[]> {
  const { environment, caFile } = house;
  const ca = caFile ? await readFile(caFile, 'utf8').catch(() => undefined) : undefined;
  const authority = ca === undefined ? {} : { ca };
  return (
    await Promise.all([
      isGiven(house, 'Postgres')
        ? examinePostgres(withAuthority(loadSettings({ databaseUrl }, environment).databaseUrl, caFile))
        : [],
      isGiven(house, 'NATS') ? examineNats(loadSettings({ natsUrl }, environment).natsUrl, authority) : [],
      isGiven(house, 'Redis') ? examineRedis(loadSettings({ redisUrl }, environment).redisUrl, authority) : [],
    ])
  ).flat();
}

type Authority = { readonly ca?: string };
const shown = (encrypted: boolean) => (encrypted ? 'over TLS' : 'without TLS');
const TLS = 'See “TLS between them” in docs/three-servers.md.';

async function examinePostgres(url: string): Promise<Finding[]> {
  const check = 'Postgres server';
  try {
    const look = await lookAtPostgres(url);
    const found = `${look.version}, ${shown(look.encrypted)}`;
    const clock = Math.round(look.clockSeconds);
    if (!look.isCurrent)
      return [missing(check, `${found}; its schema is not the one of this build`, 'Run ./endoveil migrate.')];
    return [
      look.encrypted || isHere(url) ? ok(check, found) : note(check, found, TLS),
      ...(look.isOwner
        ? [note('Postgres role', 'may change the schema: no service should', 'Run ./endoveil migrate --roles FILE.')]
        : []),
      ...(Math.abs(clock) > MOST_CLOCK_SECONDS
        ? [note('clocks', `Postgres is ${clock} s ahead of this machine`, 'Let both follow the same time server.')]
        : []),
    ];
  } catch (error) {
    return [missing(check, whyNot(error), 'Correct ENDOVEIL_DATABASE_URL, ENDOVEIL_CA_FILE, or the server.')];
  }
}

async function examineNats(url: string, authority: Authority): Promise<Finding[]> {
  const check = 'NATS server';
  try {
    const { version, encrypted, stream } = await lookAtNats({ url, ...authority, name: 'endoveil-doctor' });
    checkServerVersion(version);
    const found = `${version}, ${shown(encrypted)}`;
    const copies = stream ? `${stream.whole} of ${stream.replicas} copies of the stream are whole` : 'no stream yet';
    return [
      encrypted || isHere(url) ? ok(check, found) : note(check, found, TLS),
      ...(atLeast(version, 2, 10)
        ? []
        : [
            note('NATS version', `${version} syncs to disk late: after a power cut events are made again`, 'Use 2.12.'),
          ]),
      stream && stream.whole === stream.replicas
        ? ok('event stream', copies)
        : note('event stream', copies, stream ? 'Look at the servers that are away.' : 'The first registry makes it.'),
    ];
  } catch (error) {
    return [missing(check, whyNot(error), 'Correct ENDOVEIL_NATS_URL, ENDOVEIL_CA_FILE, or the server.')];
  }
}

async function examineRedis(urls: string, authority: Authority): Promise<Finding[]> {
  const looks = await lookAtRedis({ urls: urls.split(','), ...authority });
  const servers = looks.map(({ host, encrypted, version }): Finding => {
    const check = `Redis ${host}`;
    if (version === undefined)
      return note(check, 'not reached: without a majority work goes on unlocked', 'Correct ENDOVEIL_REDIS_URL.');
    const found = `${version}, ${shown(encrypted)}`;
    return encrypted || isHere(`redis://${host}`) ? ok(check, found) : note(check, found, TLS);
  });
  return looks.length % 2 === 0
    ? [...servers, note('Redis servers', `${looks.length}: an odd number is wanted`, 'Name one, or three.')]
    : servers;
}

const isHere = (url: string) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url.split(',')[0]!).hostname);

/** By its code or kind alone: messages may quote addresses with logins. */
function whyNot(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: string };
  const causes = [error, (error as { cause?: unknown }).cause].map((one) => (one as { code?: unknown })?.code ?? '');
  return `not reached, or the login is refused (${[...new Set([...causes, code, name])].filter(Boolean).join(', ')})`;
}
