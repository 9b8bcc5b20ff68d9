import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { type BusSettings, serversOf, userOf } from './bus.js';
import { inboxOf } from './permissions.js';
import { STREAM } from './topology.js';

/** What somebody who sets up servers wants to know of NATS. */
export interface NatsLook {
  readonly version: string;
  readonly encrypted: boolean;
  /** Undefined before the first registry has made it. */
  readonly stream?: {
    /** How many copies it is meant to have, and how many are whole now. */
    readonly replicas: number;
    readonly whole: number;
  };
}

/** Looks, and changes nothing. Throws when no server is reached within a few seconds, or the login is refused. */
export async function lookAtNats({ url, ca, name }: Pick<BusSettings, 'url' | 'ca' | 'name'>): Promise<NatsLook> {
  const connection = await connect({
    ...serversOf(url, ca),
    ...{ name, inboxPrefix: inboxOf(userOf(url)), timeout: 3_000, reconnect: false },
  });
  try {
    const manager = await jetstreamManager(connection, { checkAPI: false, timeout: 3_000 });
    const info = await manager.streams.info(STREAM).catch(() => undefined);
    const copies = info?.cluster?.replicas ?? [];
    return {
      version: connection.info?.version ?? '',
      encrypted: serversOf(url, ca).tls !== undefined,
      ...(info
        ? {
            stream: {
              replicas: info.config.num_replicas,
              whole: 1 + copies.filter(({ current, offline }) => current && !offline).length,
            },
          }
        : {}),
    };
  } finally {
    await connection.close();
  }
}
