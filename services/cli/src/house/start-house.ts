import { mkdir } from 'node:fs/promises';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { chooseLevels, hostServices, hostSettings, openPlatform } from '@endoveil/host';
import { loadSettings, startTracing } from '@endoveil/runtime';
import type { House } from '../config.js';
import { openEmbedded } from './embedded.js';
import { ProcessNotes } from './process-notes.js';
import { mainFile } from './service-program.js';
import { services } from './services.js';
import { type ProcessPlan, Supervisor } from './supervise.js';
import { recordUpProcess } from './up-process.js';

export type Shape = 'one-process' | 'process-per-service' | 'process-per-level';

export interface RunningHouse {
  readonly dropFolder: string;
  readonly httpPort: number;
  readonly metricsPort: number;
  /** Stops the services, then the servers. Nothing is lost. */
  stop(): Promise<void>;
}

/** How many processes of a service there are; not named: one. */
export type Replicas = Readonly<Record<string, number>>;

export interface HouseOptions {
  readonly replicas?: Replicas;
  /** For a house of which nothing is kept: its servers end with this process, also where it is interrupted. */
  readonly dieWithParent?: boolean;
}

/** The embedded system: its servers, and every service in the shape that is asked for. */
export async function startHouse(house: House, shape: Shape, options: HouseOptions = {}): Promise<RunningHouse> {
  await mkdir(join(house.home, 'log'), { recursive: true, mode: 0o700 });
  const { stack, environment } = await openEmbedded(house, options.dieWithParent);
  try {
    const started =
      shape === 'one-process'
        ? await inThisProcess(house, environment)
        : await inProcesses(house, environment, shape, options.replicas);
    const forget = recordUpProcess(house.home, { httpPort: started.httpPort });
    const stop = async () => {
      await started.stop();
      await stack.stop();
      forget();
    };
    return { dropFolder: house.watchDir, httpPort: started.httpPort, metricsPort: started.metricsPort, stop };
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

type Started = Pick<RunningHouse, 'httpPort' | 'metricsPort' | 'stop'>;

async function inThisProcess(
  house: House,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Started> {
  const settings = loadSettings(hostSettings, environment);
  const stopTracing = await startTracing({
    service: 'endoveil',
    ...(settings.traceFile ? { file: settings.traceFile } : {}),
  });
  new ProcessNotes(house.home).begin();
  const logFile = openSync(join(house.home, 'log', 'endoveil.jsonl'), 'a', 0o600);
  const platform = await openPlatform('endoveil', environment, logFile);
  const host = await hostServices(
    platform,
    services.map((definition) => chooseLevels(definition, [])),
  );
  const stop = async () => {
    await host.stop();
    await platform[Symbol.asyncDispose]();
    await stopTracing();
  };
  return { httpPort: host.httpPort!, metricsPort: host.metricsPort, stop };
}

/** Which processes there are: one for each service, or one for each level where a service has levels; as often as asked. */
export function plansFor(shape: Exclude<Shape, 'one-process'>, replicas: Replicas = {}): readonly ProcessPlan[] {
  return services.flatMap(({ name, levels }) => {
    const choices = shape === 'process-per-level' && levels.length > 0 ? levels.map((level) => [level]) : [[]];
    const count = replicas[name] ?? 1;
    return choices.flatMap((chosen): ProcessPlan[] =>
      Array.from({ length: count }, (_, i) => ({ service: name, levels: chosen, replica: i + 1 })),
    );
  });
}

async function inProcesses(
  house: House,
  environment: Readonly<Record<string, string | undefined>>,
  shape: Exclude<Shape, 'one-process'>,
  replicas: Replicas | undefined,
): Promise<Started> {
  const plans = plansFor(shape, replicas);
  const notes = new ProcessNotes(house.home);
  notes.begin();
  const ready = new Set<ProcessPlan>();
  const all = Promise.withResolvers<void>();
  let ports = { httpPort: 0, metricsPort: 0 };
  const supervisor = new Supervisor(plans, {
    mainFile,
    environment,
    logDir: join(house.home, 'log'),
    notes,
    onReady(plan, { httpPort, metricsPort }) {
      if (httpPort !== undefined) ports = { httpPort, metricsPort };
      ready.add(plan);
      if (ready.size === plans.length) all.resolve();
    },
  });
  await all.promise;
  return { ...ports, stop: () => supervisor[Symbol.asyncDispose]() };
}
