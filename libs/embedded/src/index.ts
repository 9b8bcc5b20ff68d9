/** Postgres, nats-server and Redis as child processes on loopback. */
export { findBinary, ServerMissing, unpackedServers, type Binary } from './binaries.js';
export { checkServers, type ServerCheck } from './check-servers.js';
export { freePort } from './free-port.js';
export { type NatsCluster, type NatsOptions, startNats } from './nats.js';
export { startPostgres, type PostgresOptions } from './postgres.js';
export { startRedis } from './redis.js';
export type { Server, ServerOptions, ServerStatus } from './server.js';
export { stackStatus, startStack, stopStack, type Stack, type StackOptions } from './stack.js';
export { type Sshd, startSshd } from './sshd.js';
