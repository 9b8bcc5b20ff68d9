import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';

/** What kind of file a client hands in. */
export type DropKind = 'unknown-video' | 'unreadable-report' | 'report' | 'exam' | 'garbage';

/** A whole file that stood in the drop folder under this name: from then on it must not be lost. */
export interface Drop {
  readonly name: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly kind: DropKind;
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
  readonly gone: Gone[] = [];
  readonly asked: Asked[] = [];
  private readonly file: number;

  constructor(path: string) {
    this.file = openSync(path, 'a', 0o600);
  }

  dropped(drop: Drop): void {
    this.drops.push(drop);
    this.write({ dropped: drop });
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
