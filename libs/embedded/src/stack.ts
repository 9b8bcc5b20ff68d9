import { join } from 'node:path';
import { natsKind, startNats } from './nats.js';
import { postgresKind, startPostgres } from './postgres.js';
import { redisKind, startRedis } from './redis.js';
import { type Server, type ServerStatus, serverStatus, stopLeftover } from './server.js';

export interface StackOptions {
  /** One folder below it for each server. */
  readonly dir: string;
  readonly dieWithParent?: boolean;
  readonly durable?: boolean;
  readonly toolsDir?: string;
  /** Other users of NATS beside our own one. */
  readonly authorization?: string;
}

/** Postgres, NATS and Redis of one machine, on loopback, with random credentials. */
export interface Stack extends AsyncDisposable {
  readonly postgres: Server;
  readonly nats: Server;
  readonly redis: Server;
  stop(): Promise<void>;
}

/** Starts the three servers at once, or adopts those that still run in this folder. All or none. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const of = (name: string) => ({ ...options, dir: join(options.dir, name) });
  const started = await Promise.allSettled([
    startPostgres(of('postgres')),
    startNats(of('nats')),
    startRedis(of('redis')),
  ]);
  const failed = started.find((result) => result.status === 'rejected');
  if (failed) {
    await Promise.all(started.map((result) => (result.status === 'fulfilled' ? result.value.stop() : undefined)));
    throw failed.reason;
  }
  const [postgres, nats, redis] = started.map((result) => (result as PromiseFulfilledResult<Server>).value) as [
    Server,
    Server,
    Server,
  ];
  const stop = async () => {
    await Promise.all([postgres.stop(), nats.stop(), redis.stop()]);
  };
  return { postgres, nats, redis, stop, [Symbol.asyncDispose]: stop };
}

/** Ends the servers that an earlier process left in this folder. True when there was one. */
export async function stopStack(dir: string): Promise<boolean> {
  const ended = await Promise.all([
    stopLeftover(postgresKind(), join(dir, 'postgres')),
    stopLeftover(natsKind(), join(dir, 'nats')),
    stopLeftover(redisKind(), join(dir, 'redis')),
  ]);
  return ended.some(Boolean);
}

/** What runs in this folder, server by server. */
export function stackStatus(dir: string): Promise<ServerStatus[]> {
  return Promise.all([
    serverStatus(postgresKind(), join(dir, 'postgres')),
    serverStatus(natsKind(), join(dir, 'nats')),
    serverStatus(redisKind(), join(dir, 'redis')),
  ]);
}
