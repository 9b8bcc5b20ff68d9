import { EndoveilError } from '@endoveil/contracts';
import { Client } from 'pg';
import { OUTBOX_CHANNEL } from './outbox.js';

async function connect(url: string, applicationName: string): Promise<Client> {
  const client = new Client({
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch {
    throw new EndoveilError('database-unavailable');
  }
}

const RECONNECT_MS = 1_000;

/** LISTEN on a connection of its own, which comes back by itself. */
export async function listenOutbox(url: string, wake: () => void): Promise<AsyncDisposable> {
  let closed = false;
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  const open = async () => {
    try {
      const opened = await connect(url, 'endoveil-outbox');
      client = opened;
      opened.on('notification', wake);
      opened.once('end', again);
      await opened.query(`listen ${OUTBOX_CHANNEL}`);
      wake();
    } catch {
      again();
    }
  };
  const again = () => {
    if (!closed) timer = setTimeout(() => void open(), RECONNECT_MS);
  };
  await open();
  const close = async () => {
    closed = true;
    clearTimeout(timer);
    await client?.end().catch(() => undefined);
  };
  return { [Symbol.asyncDispose]: close };
}

/** An advisory lock held by a connection of its own: when that connection breaks, the lock is somebody else's. */
export async function withLeadership<T>(
  url: string,
  name: string,
  fn: (signal: AbortSignal) => Promise<T>,
): Promise<{ readonly led: true; readonly value: T } | { readonly led: false }> {
  const client = await connect(url, `endoveil-${name}`);
  const lost = new AbortController();
  client.once('end', () => lost.abort());
  client.on('error', () => lost.abort());
  try {
    const { rows } = await client.query<{ led: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as led',
      [`endoveil/${name}`],
    );
    if (!rows[0]?.led) return { led: false };
    return { led: true, value: await fn(lost.signal) };
  } finally {
    await client.end().catch(() => undefined);
  }
}
