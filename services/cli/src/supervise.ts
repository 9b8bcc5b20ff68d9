import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** One service process: a service, and the levels of it that this process runs. */
export interface ProcessPlan {
  readonly service: string;
  readonly levels: readonly string[];
}

export interface SuperviseSettings {
  readonly mainFile: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly logDir: string;
  /** A process said that it is ready, with its ports. */
  onReady(plan: ProcessPlan, ports: { httpPort?: number; metricsPort: number }, pid: number): void;
}

const RESTART_MS = 500;

/** Keeps one process for each plan: what dies is started again, what is stopped stays stopped. */
export class Supervisor implements AsyncDisposable {
  private readonly stopper = new AbortController();
  private readonly running: Promise<void>[];

  constructor(
    plans: readonly ProcessPlan[],
    private readonly settings: SuperviseSettings,
  ) {
    this.running = plans.map((plan) => this.keep(plan));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stopper.abort();
    await Promise.all(this.running);
  }

  private async keep(plan: ProcessPlan): Promise<void> {
    const { signal } = this.stopper;
    while (!signal.aborted) {
      const child = this.start(plan);
      const stop = () => child.kill('SIGTERM');
      signal.addEventListener('abort', stop, { once: true });
      await new Promise<void>((resolve) => child.once('exit', () => resolve()));
      signal.removeEventListener('abort', stop);
      await wait(RESTART_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private start(plan: ProcessPlan): ChildProcess {
    const name = [plan.service, ...(plan.levels.length === 1 ? plan.levels : [])].join('_');
    const log = openSync(join(this.settings.logDir, `${name}.jsonl`), 'a', 0o600);
    const child = spawn(process.execPath, [this.settings.mainFile, 'serve'], {
      stdio: ['ignore', 'ignore', log, 'ipc'],
      env: { ...this.settings.environment, SERVICE: plan.service, LEVELS: plan.levels.join(',') },
    });
    child.on('message', (ports) => this.settings.onReady(plan, ports as { metricsPort: number }, child.pid!));
    return child;
  }
}
