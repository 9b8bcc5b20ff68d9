import type { Readable, Writable } from 'node:stream';

/** What a sandboxed child may use. Every field is enforced; none is advice. */
export interface SandboxLimits {
  /** Resident memory of the child's process group, MiB. Past it the group is killed and the run ends as crashed. */
  readonly memoryMiB: number;
  /** Wall-clock limit of the whole run, seconds. */
  readonly deadlineSeconds: number;
  /** Seconds without a call of `alive()` or any output byte before the group is killed and the run ends as hung. */
  readonly stallSeconds?: number;
}

export interface SandboxRun {
  /** An allow-listed program: `ffmpeg`, `ffprobe`, `tesseract`, `pdftoppm`, `node`, … Found once, at start. */
  readonly program: string;
  readonly args: readonly string[];
  /** Files and folders the child may read, at the path it sees them. Nothing else of the host's data is there. */
  readonly reads: readonly { readonly hostPath: string; readonly seenAs: string }[];
  /** The one folder the child may write, if any. */
  readonly writes?: { readonly hostPath: string; readonly seenAs: string };
  /** Devices of the host that the child may use, where they exist; default none. */
  readonly devices?: readonly string[];
  readonly limits: SandboxLimits;
  readonly signal: AbortSignal;
  readonly env?: Readonly<Record<string, string>>;
  /** Gigabytes may be written to stdout: they are read as `chunks`, and `stdout` is empty. Default: they are not. */
  readonly writesMuch?: boolean;
}

/** A running child: its pipes, a sign of life, and how it ended. */
export interface SandboxChild extends AsyncDisposable {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Of a run that `writesMuch`: its stdout. Each chunk holds until the next one is asked for. */
  readonly chunks: AsyncIterable<Buffer>;
  readonly stderr: Readable;
  readonly pid: number;
  /** A sign of life that is not output, for programs that tell their progress elsewhere. */
  alive(): void;
  /** Ends the child at once; `exit` then resolves. */
  kill(): void;
  /** Resolves with exit code 0…255; rejects with ChildCrashed, Hung or an abort. Never carries stderr text. */
  readonly exit: Promise<number>;
}

/** Starts a child with no network, no other files, no capabilities; dies with its parent. Fails closed. */
export interface Sandbox {
  start(run: SandboxRun): Promise<SandboxChild>;
  /**
   * Runs to the end and collects stdout whole, and the first 64 KiB of stderr. Throws `ChildCrashed` when stdout has
   * more than `maxBytes` (default 64 MiB), and what `exit` rejects with.
   */
  output(
    run: SandboxRun,
    limits?: { maxBytes?: number },
  ): Promise<{ exitCode: number; stdout: Buffer; stderr: Buffer }>;
}
