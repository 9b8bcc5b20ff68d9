import { createServer, type Server, type Socket, connect } from 'node:net';
import { NatsFrames } from './nats-frames.js';

/**
 * What a wire does to what goes over it. `slow`: every piece comes later. `silent`: nothing arrives, either way, and
 * nobody is told; what was sent arrives afterwards. `cut`: every connection is reset, no new one is taken. `one-way`: the
 * server hears, its answers are lost. `no-acks`: acknowledgements to NATS are lost, everything else arrives.
 */
export const wireFaults = ['slow', 'silent', 'cut', 'one-way', 'no-acks'] as const;
export type WireFault = (typeof wireFaults)[number];

const SLOW_MS = 150;

interface Line {
  readonly client: Socket;
  readonly server: Socket;
  /** Bytes of it were lost: it cannot go on. */
  torn: boolean;
}

/** A TCP proxy between the services and one server. */
export class Wire implements AsyncDisposable {
  private readonly lines = new Set<Line>();
  private fault: WireFault | undefined;
  private readonly held: (() => void)[] = [];
  /** Acknowledgements that were lost on it. */
  lostAcks = 0;

  private constructor(
    private readonly listener: Server,
    private readonly targetPort: () => number,
  ) {}

  static async open(targetPort: () => number): Promise<Wire> {
    const listener = createServer();
    const wire = new Wire(listener, targetPort);
    listener.on('connection', (client) => wire.take(client));
    await new Promise<void>((resolve, reject) =>
      listener.once('error', reject).listen(0, '127.0.0.1', () => resolve()),
    );
    return wire;
  }

  get port(): number {
    return (this.listener.address() as { port: number }).port;
  }

  break(fault: WireFault): void {
    this.fault = fault;
    if (fault === 'cut') for (const line of this.lines) reset(line);
  }

  mend(): void {
    this.fault = undefined;
    for (const line of this.lines) if (line.torn) reset(line);
    for (const go of this.held.splice(0)) go();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const line of this.lines) reset(line);
    await new Promise((resolve) => this.listener.close(resolve));
  }

  private take(client: Socket): void {
    if (this.fault === 'cut') return void client.resetAndDestroy();
    const server = connect({ host: '127.0.0.1', port: this.targetPort() });
    const line: Line = { client, server, torn: false };
    this.lines.add(line);
    const frames = new NatsFrames();
    const gone = () => {
      this.lines.delete(line);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) socket.setNoDelay(true).on('error', gone).on('close', gone);
    this.pump(client, server, (piece) => {
      const kept = frames.feed(piece, this.fault === 'no-acks');
      this.lostAcks = this.lostAcks + frames.takeDropped();
      return kept;
    });
    this.pump(server, client, (piece) => {
      if (this.fault !== 'one-way') return piece;
      line.torn = true;
      return undefined;
    });
  }

  /** Pieces keep their order whatever happens to them on the way. */
  private pump(from: Socket, to: Socket, pass: (piece: Buffer) => Buffer | undefined): void {
    let before: Promise<unknown> = Promise.resolve();
    from.on('data', (piece) => {
      const kept = pass(piece);
      if (kept === undefined || kept.length === 0) return;
      const ready = this.ready();
      before = Promise.all([before, ready]).then(() => {
        if (!to.destroyed && !to.write(kept)) {
          from.pause();
          to.once('drain', () => from.resume());
        }
      });
    });
  }

  private ready(): Promise<unknown> | undefined {
    if (this.fault === 'slow') return new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    if (this.fault === 'silent') return new Promise<void>((resolve) => void this.held.push(resolve));
    return undefined;
  }
}

function reset({ client, server }: Line): void {
  client.resetAndDestroy();
  server.destroy();
}
