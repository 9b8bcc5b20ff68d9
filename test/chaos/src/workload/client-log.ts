import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';

/** What kind of file a client hands in. */
export type DropKind = 'unknown-video' | 'unreadable-report' | 'report' | 'exam' | 'garbage';

/** A whole file that stood in the drop folder under this name, or was uploaded: from then on it must not be lost. */
export interface Drop {
  readonly name: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly kind: DropKind;
  /** The item that the answer to the last bytes of an upload named. */
  readonly itemId?: string;
}

/**
 * Bytes under a name that may be on record, or not: an upload until its last bytes are answered, and what a client wrote
 * over in the drop folder.
 */
export interface Unsettled {
  readonly name: string;
  readonly sha256: string;
}

/** A piece of an upload, and what was answered; no status: nobody answered. */
export interface Sent {
  readonly name: string;
  readonly from: number;
  readonly status?: number;
}

/** A client saw that its file had gone from the drop folder. */
export interface Gone {
  readonly name: string;
  readonly at: Date;
}

/** Something a person asked for over the API, and what was answered. */
export interface Asked {
  readonly what: 'retry' | 'approve' | 'revoke' | 'withdraw';
  readonly itemId: string;
  /** The HTTP status; 0: nobody answered, so it may have happened or not. */
  readonly status: number;
}

/** What clients did, line by line and flushed before anything else is done: the one witness the system cannot touch. */
export class ClientLog implements Disposable {
  readonly drops: Drop[] = [];
  readonly unsettled: Unsettled[] = [];
  readonly gone: Gone[] = [];
  readonly asked: Asked[] = [];
  /** Pieces of uploads that had no good answer, so that the client had to ask where to go on. */
  resumed = 0;
  writtenOver = 0;
  private readonly file: number;

  constructor(path: string) {
    this.file = openSync(path, 'a', 0o600);
  }

  began(unsettled: Unsettled): void {
    this.unsettled.push(unsettled);
    this.write({ unsettled });
  }

  sent(sent: Sent): void {
    if (sent.status !== 204) this.resumed += 1;
    this.write({ sent });
  }

  dropped(drop: Drop): void {
    this.drops.push(drop);
    this.write({ dropped: drop });
  }

  /** What stood under a name is not what the client has any more. */
  gaveUp(name: string): void {
    this.writtenOver += 1;
    const [old] = this.drops.splice(
      this.drops.findIndex((drop) => drop.name === name),
      1,
    );
    this.began({ name, sha256: old!.sha256 });
  }

  saw(gone: Gone): void {
    this.gone.push(gone);
    this.write({ gone });
  }

  did(asked: Asked): void {
    this.asked.push(asked);
    this.write({ asked });
  }

  fault(fault: unknown): void {
    this.write({ fault });
  }

  [Symbol.dispose](): void {
    closeSync(this.file);
  }

  private write(entry: object): void {
    writeSync(this.file, `${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);
    fsyncSync(this.file);
  }
}
