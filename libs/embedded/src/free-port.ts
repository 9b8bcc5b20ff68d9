import { createServer } from 'node:net';

/** A TCP port on loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The wanted port if nobody listens there, else another free one. */
export async function portOrFree(wanted: number | undefined): Promise<number> {
  if (wanted === undefined) return freePort();
  const server = createServer();
  const free = await new Promise<boolean>((resolve) =>
    server.once('error', () => resolve(false)).listen(wanted, '127.0.0.1', () => server.close(() => resolve(true))),
  );
  return free ? wanted : freePort();
}
