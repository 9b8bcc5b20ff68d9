import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What a connection meets on its way. */
export interface Weather {
  /** Cut after so many bytes, counted over both directions. */
  readonly cutAfterBytes?: number;
  readonly refuse?: boolean;
  /** Bytes a second towards the server, at most. */
  readonly bytesPerSecond?: number;
}

/** A line to a server that may be cut, slow or refused: each connection asks for its own weather. For tests. */
export class CuttingProxy implements AsyncDisposable {
  private readonly sockets = new Set<Socket>();
  cuts = 0;
  refusals = 0;

  private constructor(private readonly server: Server) {}

  static async start(targetPort: number, weather: () => Weather): Promise<CuttingProxy> {
    const server = createServer();
    const proxy = new CuttingProxy(server);
    server.on('connection', (near) => proxy.carry(near, targetPort, weather()));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }

  private carry(near: Socket, targetPort: number, weather: Weather): void {
    if (weather.refuse) {
      this.refusals += 1;
      near.resetAndDestroy();
      return;
    }
    const far = connect({ host: '127.0.0.1', port: targetPort, noDelay: true });
    near.setNoDelay(true);
    let left = weather.cutAfterBytes ?? Infinity;
    const both = [near, far];
    for (const socket of both) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.sockets.delete(socket);
        for (const one of both) one.destroy();
      });
    }
    const pass = (from: Socket, to: Socket, bytesPerSecond?: number) =>
      from.on('data', (bytes: Buffer) => {
        left -= bytes.length;
        to.write(left < 0 ? bytes.subarray(0, Math.max(0, bytes.length + left)) : bytes);
        if (left < 0 && !near.destroyed) {
          this.cuts += 1;
          // what was already sent arrives; nothing after it does
          near.resetAndDestroy();
          far.end();
        } else if (bytesPerSecond) {
          from.pause();
          setTimeout(() => from.resume(), (bytes.length / bytesPerSecond) * 1000);
        }
      });
    pass(near, far, weather.bytesPerSecond);
    pass(far, near);
  }
}
