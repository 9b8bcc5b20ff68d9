import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Server, startNats, startPostgres, startRedis } from '@endoveil/embedded';
import { type NatsHouse, planNats } from './nats-house.js';
import { isNatsNode, type NatsNode, type NodeCount, type ServerName, serversWith } from './server-names.js';
import { Wire } from './wire.js';

interface Standing {
  server: Server;
  readonly wire: Wire;
  /** Where it was last: the wire goes there while it is away. */
  port: number;
  /** Until it is back. */
  away: Promise<unknown>;
}

/** The servers, each behind a wire of its own that stays where it is when the server comes back elsewhere. */
export class Servers implements AsyncDisposable {
  private readonly standing = new Map<ServerName, Standing>();

  private constructor(
    private readonly dir: string,
    private readonly nats: NatsHouse,
  ) {}

  static async start(dir: string, nodes: NodeCount = 1): Promise<Servers> {
    const servers = new Servers(dir, await planNats(nodes));
    await Promise.all(serversWith(nodes).map((name) => servers.open(name)));
    return servers;
  }

  /** Past the wire: for the harness itself. */
  directUrl(name: 'nats' | 'redis' | 'postgres'): string {
    return this.of(name).server.url;
  }

  /** As the services reach it; all nodes of NATS, by commas. */
  wiredUrl(name: 'nats' | 'redis' | 'postgres'): string {
    const names = name === 'nats' ? this.natsNodes : [name];
    return names.map((one) => this.wiredUrlOf(one)).join(',');
  }

  wire(name: ServerName): Wire {
    return this.of(name).wire;
  }

  /** Ends one without a word, or several at once; resolves when they are back. A second one waits for the first. */
  async kill(
    names: ServerName | readonly ServerName[],
    awaySeconds: number,
    whileAway: () => Promise<void> = async () => undefined,
  ): Promise<void> {
    const all = (typeof names === 'string' ? [names] : names).map((name) => ({ name, one: this.of(name) }));
    const turn = Promise.all(all.map(({ one }) => one.away)).then(async () => {
      await Promise.all(all.map(({ one }) => one.server.stop('SIGKILL')));
      await whileAway();
      await new Promise((resolve) => setTimeout(resolve, awaySeconds * 1000));
      await Promise.all(all.map(({ name }) => this.startAgain(name)));
    });
    for (const { one } of all) one.away = turn;
    await turn;
  }

  get pids(): readonly number[] {
    return this.all.map(({ server }) => server.pid);
  }

  /** All are gone, whoever ended them. */
  async gone(): Promise<void> {
    await Promise.all(this.all.map(({ server }) => server.stop('SIGKILL')));
  }

  async startAllAgain(): Promise<void> {
    for (const name of this.standing.keys()) await this.startAgain(name);
  }

  /** NATS comes back with an empty store, on all nodes at once. */
  async wipeStream(): Promise<void> {
    const nodes = this.natsNodes;
    await this.kill(nodes, 0.2, async () => {
      for (const node of nodes) await rm(join(this.dir, node, 'store'), { recursive: true, force: true });
    });
  }

  /** Everything that was away is back. */
  async mended(): Promise<void> {
    for (const { wire } of this.all) wire.mend();
    await Promise.all(this.all.map(({ away }) => away));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled(this.all.map(({ away }) => away));
    await Promise.all(this.all.map(({ wire }) => wire[Symbol.asyncDispose]()));
    await Promise.all(this.all.map(({ server }) => server.stop()));
  }

  private get all(): readonly Standing[] {
    return [...this.standing.values()];
  }

  private get natsNodes(): readonly NatsNode[] {
    return [...this.standing.keys()].filter(isNatsNode).toSorted();
  }

  private of(name: ServerName): Standing {
    const found = this.standing.get(name);
    if (!found) throw new Error(`${name} is not part of this house`);
    return found;
  }

  private wiredUrlOf(name: ServerName): string {
    const { server, wire } = this.of(name);
    const { login } = this.nats;
    const own = isNatsNode(name) && login ? { username: login.user, password: login.password } : {};
    const url = Object.assign(new URL(server.url), { port: String(wire.port), ...own });
    return url.href.replace(/\/$/, '');
  }

  private async open(name: ServerName): Promise<void> {
    const server = await this.startOne(name);
    const wire = await Wire.open(() => this.of(name).port);
    this.standing.set(name, { server, wire, port: server.port, away: Promise.resolve() });
  }

  private async startAgain(name: ServerName): Promise<void> {
    const one = this.of(name);
    one.server = await this.startOne(name, one.port);
    one.port = one.server.port;
  }

  private async startOne(name: ServerName, port?: number): Promise<Server> {
    const options = { dir: join(this.dir, name), dieWithParent: true, ...(port === undefined ? {} : { port }) };
    // a killed Postgres leaves children that hold its memory for a moment
    for (let tries = 1; ; tries += 1) {
      try {
        if (isNatsNode(name)) return await startNats({ ...options, ...this.nats.options[name] });
        return await { redis: startRedis, postgres: startPostgres }[name](options);
      } catch (error) {
        if (tries === 5) throw error;
        await new Promise((resolve) => setTimeout(resolve, 300 * tries));
      }
    }
  }
}
