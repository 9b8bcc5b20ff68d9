import { spawn } from 'node:child_process';

/** One decoded frame: three planes of `width * height` bytes, luma and two of colour, all from 0 to 255. */
export interface PlaneFrame {
  readonly width: number;
  readonly height: number;
  readonly planes: readonly [Uint8Array, Uint8Array, Uint8Array];
}

/**
 * A reader of its own, so that it does not share a mistake with the levels it measures: every frame ffmpeg decodes,
 * none invented and none dropped, in display size. A frame is valid until the next is asked for.
 */
export class PlaneFrames implements AsyncDisposable {
  private readonly child;
  private readonly chunks: AsyncIterator<Buffer>;
  private readonly frame: Buffer;
  private rest: Buffer = Buffer.alloc(0);
  /** Whole frames read so far. */
  count = 0;

  constructor(
    path: string,
    readonly width: number,
    readonly height: number,
    /** Only these frames, both ends included; the others are decoded and dropped. */
    only?: { readonly first: number; readonly last: number },
  ) {
    this.frame = Buffer.allocUnsafe(width * height * 3);
    const some = only ? `select='between(n,${only.first},${only.last})',` : '';
    const filter = `${some}scale=${width}:${height}:flags=bicubic:out_range=full,format=yuvj444p`;
    const args = ['-v', 'quiet', '-nostdin', '-i', path, '-map', '0:v:0', '-vf', filter];
    this.child = spawn('ffmpeg', [...args, '-vsync', 'passthrough', '-f', 'rawvideo', 'pipe:1'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    this.child.on('error', () => this.child.stdout.destroy());
    this.chunks = this.child.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  async next(): Promise<PlaneFrame | undefined> {
    let filled = 0;
    while (filled < this.frame.length) {
      if (this.rest.length === 0) {
        const { value, done } = await this.chunks.next();
        if (done) return undefined;
        this.rest = value;
      }
      const taken = this.rest.copy(this.frame, filled);
      filled += taken;
      this.rest = this.rest.subarray(taken);
    }
    this.count += 1;
    const { width, height, frame } = this;
    const plane = (n: number) => frame.subarray(n * width * height, (n + 1) * width * height);
    return { width, height, planes: [plane(0), plane(1), plane(2)] };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL');
    await this.chunks.return?.();
  }
}
