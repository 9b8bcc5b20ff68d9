/** Postgres, nats-server and Redis as child processes on loopback. */
export const room = 'embedded';
