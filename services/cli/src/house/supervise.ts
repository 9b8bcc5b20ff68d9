import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ProcessNotes } from './process-notes.js';
import { serviceProgram } from './service-program.js';

/** One service process: a service, the levels of it that this process runs, and which of its kind it is, from 1. */
export interface ProcessPlan {
  readonly service: string;
  readonly levels: readonly string[];
  readonly replica: number;
}

export interface SuperviseSettings {
  readonly mainFile: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly logDir: string;
  readonly notes: ProcessNotes;
  /** A process said that it is ready, with its ports. */
  onReady(plan: ProcessPlan, ports: { httpPort?: number; metricsPort: number }, pid: number): void;
}

const RESTART_MS = 500;

/** What `drain` calls it: `verifier/2`, `video-anonymizer/roi-masking-1`. */
export const nameOf = ({ service, levels, replica }: ProcessPlan) => `${service}/${[...levels, replica].join('-')}`;

/** Keeps one process for each plan: what dies is started again, what was drained stays down. */
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
    const { notes } = this.settings;
    const name = nameOf(plan);
    while (!signal.aborted) {
      const child = this.start(plan);
      notes.started(name, child.pid!);
      const stop = () => child.kill('SIGTERM');
      signal.addEventListener('abort', stop, { once: true });
      const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
      signal.removeEventListener('abort', stop);
      notes.ended(name, code);
      await this.pause();
      while (notes.shallStayDown(name) && !signal.aborted) await this.pause();
    }
  }

  private async pause(): Promise<void> {
    await wait(RESTART_MS, undefined, { signal: this.stopper.signal }).catch(() => undefined);
  }

  private start(plan: ProcessPlan): ChildProcess {
    const { service, levels, replica } = plan;
    const name = [service, ...(levels.length === 1 ? levels : []), ...(replica > 1 ? [replica] : [])].join('_');
    const log = openSync(join(this.settings.logDir, `${name}.jsonl`), 'a', 0o600);
    const [program, ...args] = serviceProgram(this.settings.mainFile);
    const child = spawn(program, args, {
      stdio: ['ignore', 'ignore', log, 'ipc'],
      env: { ...this.settings.environment, SERVICE: service, LEVELS: levels.join(',') },
    });
    child.on('message', (ports) => {
      this.settings.notes.ready(nameOf(plan));
      this.settings.onReady(plan, ports as { metricsPort: number }, child.pid!);
    });
    return child;
  }
}
