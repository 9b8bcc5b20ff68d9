import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startedTicks } from './up-process.js';

/** What the supervisor notes of one of its processes. */
export interface ProcessNote {
  readonly name: string;
  readonly pid: number;
  /** As in `UpProcess`: a pid alone may be a stranger's by now. */
  readonly startedTicks: number;
  readonly state: 'starting' | 'ready' | 'ended';
  /** Exit status of one that ended; null when a signal ended it. */
  readonly code?: number | null;
}

/**
 * The processes of a running `up --processes`, as files in its home: `NAME.json` says what the supervisor did, and
 * `NAME.stay` tells it to leave a process down.
 */
export class ProcessNotes {
  private readonly dir: string;

  constructor(home: string) {
    this.dir = join(home, 'processes');
  }

  /** Forgets an earlier run, and what was drained in it. */
  begin(): void {
    rmSync(this.dir, { recursive: true, force: true });
    mkdirSync(this.dir, { recursive: true, mode: 0o700 });
  }

  started(name: string, pid: number): void {
    this.write({ name, pid, startedTicks: startedTicks(pid) ?? -1, state: 'starting' });
  }

  ready(name: string): void {
    this.write({ ...this.read(name)!, state: 'ready' });
  }

  ended(name: string, code: number | null): void {
    this.write({ ...this.read(name)!, state: 'ended', code });
  }

  read(name: string): ProcessNote | undefined {
    try {
      return JSON.parse(readFileSync(this.file(name, 'json'), 'utf8')) as ProcessNote;
    } catch {
      return undefined;
    }
  }

  all(): readonly ProcessNote[] {
    if (!existsSync(this.dir)) return [];
    const names = readdirSync(this.dir).filter((file) => file.endsWith('.json'));
    return names.toSorted().flatMap((file) => this.read(file.slice(0, -'.json'.length).replace('+', '/')) ?? []);
  }

  stayDown(name: string, stay: boolean): void {
    if (stay) writeFileSync(this.file(name, 'stay'), '', { mode: 0o600 });
    else rmSync(this.file(name, 'stay'), { force: true });
  }

  shallStayDown(name: string): boolean {
    return existsSync(this.file(name, 'stay'));
  }

  private write(note: ProcessNote): void {
    const file = this.file(note.name, 'json');
    writeFileSync(`${file}.new`, JSON.stringify(note), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }

  private file(name: string, kind: string): string {
    return join(this.dir, `${name.replace('/', '+')}.${kind}`);
  }
}
