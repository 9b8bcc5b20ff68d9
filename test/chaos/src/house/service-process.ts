import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { ServiceName } from '@endoveil/ledger';

export interface Ports {
  readonly metricsPort: number;
  readonly httpPort?: number;
}

export interface ProcessSettings {
  readonly service: ServiceName;
  /** Program and arguments that become `serve`. */
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** The failpoint of its first life. */
  readonly armed?: string;
}

const BACK_AFTER_MS = 200;
const BACK_AFTER_FAILED_START_MS = 1_000;

/**
 * One service as a deployment runs it: a process in a group of its own that is started again whenever it ends. It dies
 * with the harness.
 */
export class ServiceProcess {
  private child: ChildProcess | undefined;
  private frozen = false;
  private wanted = true;
  private armed: string | undefined;
  private more: Readonly<Record<string, string>> = {};
  private everyLife: string | undefined;
  private readonly running: Promise<void>;
  private ready = Promise.withResolvers<Ports>();
  private isUp = false;
  private ours = false;
  private gate: PromiseWithResolvers<void> | undefined;
  /** How often it ended, and how. `ours`: by a signal of the harness. */
  readonly endings: {
    readonly signal: NodeJS.Signals | null;
    readonly code: number | null;
    readonly armed?: string;
    readonly ours: boolean;
  }[] = [];
  starts = 0;

  constructor(private readonly settings: ProcessSettings) {
    this.armed = settings.armed;
    this.running = this.keep();
  }

  /** Where it listens, once it is ready. */
  get ports(): Promise<Ports> {
    return this.ready.promise;
  }

  get isDown(): boolean {
    return this.child === undefined;
  }

  /** Times it died where it was armed to. */
  diedAt(failpoint: string): number {
    const wasArmed = (armed?: string) => armed?.split(',').includes(failpoint);
    return this.endings.filter(({ armed, signal, ours }) => wasArmed(armed) && signal === 'SIGKILL' && !ours).length;
  }

  /** Times it failed at a point without dying, by its own log. */
  passed(failpoint: string): number {
    const { logFile } = this.settings;
    return readFileSync(logFile, 'utf8').split(`{"event":"failpoint","part":"${failpoint}"}`).length - 1;
  }

  /** In the kernel's own word. */
  get isStopped(): boolean {
    try {
      return /^State:\s+T/m.test(readFileSync(`/proc/${this.pid}/status`, 'utf8'));
    } catch {
      return false;
    }
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  signal(signal: 'SIGKILL' | 'SIGTERM'): void {
    this.notUp();
    this.ours = true;
    this.child?.kill(signal);
  }

  freeze(): void {
    this.frozen = true;
    this.child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.frozen = false;
    this.child?.kill('SIGCONT');
  }

  /** Starts again with these failpoints armed; afterwards without. */
  rearm(...failpoints: readonly string[]): void {
    this.armed = failpoints.join(',');
    this.signal('SIGKILL');
  }

  /** Its next life has these in its environment, and no later one. */
  restartWith(environment: Readonly<Record<string, string>>): void {
    this.more = environment;
    this.signal('SIGKILL');
  }

  /** From now on every life ends at this point. */
  crashLoop(failpoint: string): void {
    this.everyLife = failpoint;
    this.rearm(failpoint);
  }

  /** A SIGTERM that leaves to the process how it dies. */
  end(): void {
    this.child?.kill('SIGTERM');
  }

  /** Starts again unarmed, where it still is armed. */
  disarm(): void {
    this.armed = undefined;
    this.signal('SIGKILL');
  }

  /** Dies, and is not started again until it is released. */
  async hold(): Promise<void> {
    this.gate = Promise.withResolvers<void>();
    this.signal('SIGKILL');
    while (!this.isDown) await wait(20);
  }

  release(): void {
    this.gate?.resolve();
  }

  /** Ends it for good, as a deployment would. */
  async stop(): Promise<void> {
    this.wanted = false;
    this.release();
    this.thaw();
    this.child?.kill('SIGTERM');
    await this.running;
  }

  /** Who asks from now on waits for the next life; who waits already, for one that never came up, does so too. */
  private notUp(): void {
    if (this.isUp) this.ready = Promise.withResolvers<Ports>();
    this.isUp = false;
  }

  private async keep(): Promise<void> {
    while (this.wanted) {
      const wasReady = await this.once();
      await this.gate?.promise;
      if (this.wanted) await wait(wasReady ? BACK_AFTER_MS : BACK_AFTER_FAILED_START_MS);
    }
  }

  /** One life. Resolves to whether it ever was ready. */
  private async once(): Promise<boolean> {
    const { armed } = this;
    const { more } = this;
    this.armed = this.everyLife;
    this.more = {};
    const { service, command, environment, logFile } = this.settings;
    const log = openSync(logFile, 'a', 0o600);
    const [program, ...args] = ['setpriv', '--pdeathsig', 'KILL', ...command];
    const child = spawn(program!, args, {
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
      env: { ...environment, SERVICE: service, ...more, ...(armed === undefined ? {} : { ENDOVEIL_FAILPOINT: armed }) },
    });
    closeSync(log);
    this.child = child;
    this.ours = false;
    this.starts += 1;
    if (!this.wanted) child.kill('SIGTERM');
    let isReady = false;
    child.once('message', (ports) => {
      isReady = true;
      this.isUp = true;
      this.ready.resolve(ports as Ports);
    });
    await new Promise<void>((resolve) => {
      child.once('exit', (code, signal) => {
        this.endings.push({ code, signal, ours: this.ours, ...(armed === undefined ? {} : { armed }) });
        resolve();
      });
    });
    this.child = undefined;
    this.frozen = false;
    this.notUp();
    return isReady;
  }
}
