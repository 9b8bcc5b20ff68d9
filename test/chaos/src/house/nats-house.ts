import { randomBytes } from 'node:crypto';
import { freePort, type NatsOptions } from '@endoveil/embedded';
import { type NatsNode, natsNodes, type NodeCount } from './server-names.js';

/** What every NATS server of a house is started with, and who logs in to all of them alike. */
export interface NatsHouse {
  readonly options: Readonly<Partial<Record<NatsNode, Pick<NatsOptions, 'authorization' | 'cluster'>>>>;
  /** Undefined: the server's own login. */
  readonly login?: { readonly user: string; readonly password: string };
}

/** Nobody connects from here, so no connection of the house takes a route's port while its node is away. */
const ROUTE_HOST = '127.0.1.1';

export async function planNats(nodes: NodeCount): Promise<NatsHouse> {
  if (nodes === 1) return { options: { nats: {} } };
  const login = { user: 'house', password: randomBytes(16).toString('hex') };
  const password = randomBytes(16).toString('hex');
  const routes = await Promise.all(natsNodes.map(async () => `${ROUTE_HOST}:${await freePort()}`));
  const user = `{ user: ${JSON.stringify(login.user)}, password: ${JSON.stringify(login.password)} }`;
  const authorization = `authorization {\n  users: [\n    ${user}\n  ]\n}`;
  const options = natsNodes.map((serverName, i) => [
    serverName,
    { authorization, cluster: { serverName, listen: routes[i]!, routes, password } },
  ]);
  return { options: Object.fromEntries(options) as NatsHouse['options'], login };
}
