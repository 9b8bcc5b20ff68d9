import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A socket holds more than a pipe: so much is taken at once. */
const CHUNK_BYTES = 256 * 1024;

/** A stream that is read into the same memory again and again: Node's own makes new memory for each chunk, and videos have many. */
export interface ReusedStream {
  /** What the child writes into. Ours is closed once the child has it. */
  readonly writeEnd: Socket;
  /** Each holds until the next is asked for. They end when nobody has the write end any more. */
  readonly chunks: AsyncIterable<Buffer>;
  /** Nobody reads on: whoever still writes is told. */
  close(): void;
}

/** Two sockets in a folder that nobody else may enter, and that is gone when they are joined. */
export async function reusedStream(): Promise<ReusedStream> {
  const folder = await mkdtemp(join(tmpdir(), 'stream-'));
  const server = createServer({ pauseOnConnect: true });
  try {
    const path = join(folder, 's');
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
    const reader = new Reader(path);
    const [writeEnd] = await Promise.all([connected(server), reader.connected]);
    return { writeEnd, chunks: reader, close: () => reader.close() };
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const connected = async (server: Server) =>
  await new Promise<Socket>((resolve, reject) => server.once('connection', resolve).once('error', reject));

class Reader implements AsyncIterable<Buffer> {
  readonly connected: Promise<void>;
  private readonly socket: Socket;
  private readonly memory = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  private arrived: Buffer | undefined;
  private ended = false;
  private wake = (): void => undefined;

  constructor(path: string) {
    const callback = (bytes: number): boolean => {
      this.arrived = this.memory.subarray(0, bytes);
      this.wake();
      return false;
    };
    this.socket = connect({ path, onread: { buffer: this.memory, callback } });
    this.connected = new Promise((resolve, reject) => {
      this.socket.once('connect', resolve).once('error', reject);
    });
    const end = () => {
      this.ended = true;
      this.wake();
    };
    // a child that is killed may leave a broken stream behind; how it ended is told by its exit
    this.socket.on('error', end).once('end', end).once('close', end);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void, undefined> {
    try {
      for (;;) {
        // oxlint-disable-next-line no-await-in-loop -- chunks come one after the other
        if (!this.arrived && !this.ended) await new Promise<void>((resolve) => (this.wake = resolve));
        const chunk = this.arrived;
        if (!chunk) return;
        this.arrived = undefined;
        yield chunk;
        this.socket.resume();
      }
    } finally {
      this.close();
    }
  }

  close(): void {
    this.socket.destroy();
  }
}
