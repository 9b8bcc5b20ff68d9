import { setTimeout as wait } from 'node:timers/promises';
import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection, type TlsOptions } from '@nats-io/transport-node';
import { inboxOf } from './permissions.js';
import { checkServerVersion } from './server-version.js';
import { defaultTopology, ensureStream, STREAM, StreamMissing, type TopologySettings } from './topology.js';

export interface BusSettings {
  /** `nats://user:password@host:port`, several separated by commas; `tls://` insists on TLS. */
  readonly url: string;
  /** Certificates (PEM) of who signed those of `tls://` servers; default: those that Node trusts. */
  readonly ca?: string;
  /** Shown by the server's monitoring. */
  readonly name: string;
  readonly topology?: Partial<TopologySettings>;
}

/** One connection of this process. It reconnects for ever; `closed` resolves only after `close()`. */
export interface Bus extends AsyncDisposable {
  readonly connection: NatsConnection;
  readonly client: JetStreamClient;
  readonly manager: JetStreamManager;
  readonly topology: TopologySettings;
  /** Fill of the stream, 0 to 1; it refuses new events at 1. */
  fill(): Promise<{ readonly messages: number; readonly ratio: number }>;
  /** True while the server answers. */
  answers(): Promise<boolean>;
  close(): Promise<void>;
}

/** Throws when nobody answers, the credentials are refused, or the server is too old (`ServerTooOld`). */
export async function connectBus(settings: BusSettings): Promise<Bus> {
  const topology = { ...defaultTopology, ...settings.topology };
  const connection = await connect({
    ...serversOf(settings.url, settings.ca),
    name: settings.name,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    // a server that lost its power sends nothing, not even an end: by the client's own measure it is missed for minutes
    pingInterval: 5_000,
    maxPingOut: 2,
    ignoreAuthErrorAbort: true,
    inboxPrefix: inboxOf(userOf(settings.url)),
  });
  const manager = await jetstreamManager(connection, { checkAPI: false });
  try {
    checkServerVersion(connection.info?.version ?? '');
    await streamReady(manager, topology);
  } catch (error) {
    await connection.close();
    throw error;
  }
  const close = async () => {
    if (!connection.isClosed()) await connection.drain().catch(() => connection.close());
  };
  return {
    connection,
    client: jetstream(connection),
    manager,
    topology,
    fill: async () => {
      const { state } = await manager.streams.info(STREAM);
      return { messages: state.messages, ratio: state.bytes / topology.maxBytes };
    },
    answers: () =>
      connection.rtt().then(
        () => true,
        () => false,
      ),
    close,
    [Symbol.asyncDispose]: close,
  };
}

const STREAM_WITHIN_MS = 60_000;

/** Services start in any order: who may not make the stream waits a while for the one that does. */
async function streamReady(manager: JetStreamManager, topology: TopologySettings): Promise<void> {
  const giveUpAt = performance.now() + STREAM_WITHIN_MS;
  for (;;) {
    try {
      await ensureStream(manager, topology);
      return;
    } catch (error) {
      if (!(error instanceof StreamMissing) || performance.now() > giveUpAt) throw error;
      await wait(500);
    }
  }
}

export const userOf = (urls: string) => decodeURIComponent(new URL(urls.split(',')[0]!.trim()).username) || 'endoveil';

/** The client takes credentials apart from addresses; a URL carries both. */
export function serversOf(
  urls: string,
  ca: string | undefined,
): { servers: string[]; user?: string; pass?: string; tls?: TlsOptions } {
  const parsed = urls.split(',').map((url) => new URL(url.trim()));
  const { username, password } = parsed[0]!;
  return {
    servers: parsed.map((url) => `${url.hostname}:${url.port || '4222'}`),
    // one of several by TLS: all of them
    ...(parsed.some(({ protocol }) => protocol === 'tls:') ? { tls: ca ? { ca } : {} } : {}),
    ...(username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : {}),
  };
}
