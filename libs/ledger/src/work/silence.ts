import { Socket } from 'node:net';
import type { Client } from 'pg';

/**
 * What a server that lost its power or its cable leaves behind: a connection that never ends, because nobody said
 * goodbye. A kernel goes on believing in it for a quarter of an hour when something was sent, and for two hours when
 * nothing was. Whoever holds or waits for something over such a connection has to notice sooner.
 */

/** Postgres asks a silent client after 5 s, and gives up its locks after 9 more. Over a Unix socket it ignores this. */
const GIVE_UP_ON_CLIENT = [
  'tcp_keepalives_idle=5',
  'tcp_keepalives_interval=3',
  'tcp_keepalives_count=3',
  'tcp_user_timeout=14000',
];
/** For a connection whose statements take as long as they take: Postgres gives up on it from its first moment on. */
export const giveUpOptions = GIVE_UP_ON_CLIENT.map((setting) => `-c ${setting}`).join(' ');
const ASK_EVERY_MS = 2_000;

/** Makes both ends notice within 15 s that the other one is gone. The connection may be used for nothing that takes long. */
export async function noticeSilence(client: Client, socket: Socket): Promise<void> {
  await client.query(GIVE_UP_ON_CLIENT.map((setting) => `set ${setting}`).join('; '));
  let answered = true;
  const asking = setInterval(() => {
    // an answer may have come while this thread was busy: it is read before anything is concluded
    setImmediate(() => {
      if (!answered) return void socket.destroy();
      answered = false;
      client.query('select 1').then(
        () => (answered = true),
        () => undefined,
      );
    });
  }, ASK_EVERY_MS);
  client.once('end', () => clearInterval(asking));
}

/** A socket that is destroyed when nothing went over it, either way, for so long. */
export function impatientSocket(seconds: number): Socket {
  const socket = new Socket();
  return socket.setTimeout(seconds * 1000, () => socket.destroy());
}
