import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { dropAll, makeSpineFiles, readSpine } from '@endoveil/eval';
import { connectBus } from '@endoveil/messaging';
import { startOllamaStandIn } from '@endoveil/testing';
import type { Ended, Invocation } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { loadHouse } from '../config.js';
import { openEmbedded } from '../house/embedded.js';
import { startHouse } from '../house/start-house.js';
import { settledStates } from '../items/api.js';
import type { EvalOptions } from './measure.js';

const ASK_EVERY_MS = 250;

/** A house of its own with a process for each service; files are dropped all at once, and what the record says is told. */
export async function benchSpine({ options, terminal, house: given }: Invocation<EvalOptions>): Promise<Ended> {
  const counted = (name: string, standard: number) => Number(options[name] ?? standard);
  const files = { clips: counted('clips', 1000), exams: counted('exams', 20), small: counted('small', 0) };
  const giveUpSeconds = counted('timeout', 7200);
  await using opened = new AsyncDisposableStack();
  const home = await mkdtemp(join(tmpdir(), 'bench-spine-'));
  opened.defer(() => rm(home, { recursive: true, force: true }));
  const ollama = opened.use(await startOllamaStandIn('ready'));
  const { PATH, ENDOVEIL_SCRATCH_DIR } = given.environment;
  const house = loadHouse({
    PATH,
    ...(ENDOVEIL_SCRATCH_DIR ? { ENDOVEIL_SCRATCH_DIR } : {}),
    ENDOVEIL_HOME: home,
    ENDOVEIL_OLLAMA_URL: ollama.url,
    ENDOVEIL_SCAN_SECONDS: '1',
    ENDOVEIL_QUIET_SECONDS: '1',
  });
  terminal.say('making files');
  const names = await makeSpineFiles(join(home, 'made'), files);
  const running = await startHouse(house, 'process-per-service', { dieWithParent: true });
  opened.defer(() => running.stop());
  const { environment, stack } = await openEmbedded(house);
  const bus = opened.use(await connectBus({ url: environment['ENDOVEIL_NATS_URL']!, name: 'bench' }));
  const arrivedMs = new Map<string, number>();
  const heard = bus.connection.subscribe('endoveil.>', {
    callback: (_error, message) => {
      const id = message.headers?.get('Nats-Msg-Id');
      if (id && !arrivedMs.has(id)) arrivedMs.set(id, performance.timeOrigin + performance.now());
    },
  });
  const atStart = memoryOfServices();
  terminal.say(`dropping ${names.length} files`);
  const startMs = Date.now();
  await dropAll(join(home, 'made'), names, house.watchDir);
  const { askedMs, most, isOver } = await untilOver(running.httpPort, names.length, giveUpSeconds, (text) =>
    terminal.say(text),
  );
  heard.unsubscribe();
  const record = await readSpine(stack.postgres.url);
  const seconds = (Math.max(...record.endedMs, startMs) - startMs) / 1000;
  const delivered = [...record.eventsMs].flatMap(([id, ms]) => (arrivedMs.has(id) ? [arrivedMs.get(id)! - ms] : []));
  const document = {
    files,
    ends: record.ends,
    isOver,
    // files that no item came of: lost ones, once it is over
    notLanded: names.length - record.landedMs.length,
    loweredByWaiting: record.loweredByWaiting,
    seconds,
    itemsPerSecond: record.endedMs.length / seconds,
    landed: spread(record.landedMs.map((ms) => ms - startMs)),
    commitToDelivered: {
      ...spread(delivered),
      events: delivered.length,
      unheard: record.eventsMs.size - delivered.length,
    },
    statusOverHttp: spread(askedMs),
    memoryMiB: { start: atStart, most, end: memoryOfServices() },
  };
  terminal.table(
    ['KIND', 'STATE', 'VERDICT', 'ITEMS'],
    record.ends.map(({ kind, state, verdict, count }) => [kind, state, verdict, String(count)]),
  );
  terminal.say(
    `${document.itemsPerSecond.toFixed(2)} items a second over ${seconds.toFixed(0)} s; not landed ${document.notLanded}${isOver ? '' : ' (given up before it was over)'}`,
  );
  for (const what of ['landed', 'commitToDelivered', 'statusOverHttp'] as const)
    terminal.say(`${what}: p50 ${document[what].p50Ms.toFixed(1)} ms, p99 ${document[what].p99Ms.toFixed(1)} ms`);
  terminal.table(
    ['SERVICE', 'MIB AT START', 'MOST', 'AT THE END'],
    Object.entries(atStart).map(([name, mib]) => [
      name,
      String(mib),
      String(most[name] ?? ''),
      String(document.memoryMiB.end[name] ?? ''),
    ]),
  );
  return { document, exit: isOver && document.notLanded === 0 ? exitCodes.ok : exitCodes.someFailed };
}

/** Asks for the status of one item all the time, until every file is where nothing moves any more. */
async function untilOver(port: number, expected: number, giveUpSeconds: number, told: (text: string) => void) {
  const ask = async <T>(path: string) => (await (await fetch(`http://127.0.0.1:${port}/v1/${path}`)).json()) as T;
  type Status = { items: { state: string; count: number }[] };
  const askedMs: number[] = [];
  const most: Record<string, number> = {};
  const endMs = performance.now() + giveUpSeconds * 1000;
  let one: string | undefined;
  for (let round = 0; performance.now() < endMs; round += 1) {
    await wait(ASK_EVERY_MS);
    one ??= (await ask<{ items: { itemId: string }[] }>('items?limit=1')).items[0]?.itemId;
    if (one !== undefined) {
      const startedMs = performance.now();
      await ask(`items/${one}?fields=state,reason,next`);
      askedMs.push(performance.now() - startedMs);
    }
    if (round % 8 !== 0) continue;
    for (const [name, mib] of Object.entries(memoryOfServices())) most[name] = Math.max(most[name] ?? 0, mib);
    const { items } = await ask<Status>('status');
    const all = items.reduce((sum, { count }) => sum + count, 0);
    const over = items.reduce((sum, { state, count }) => sum + (settledStates.has(state) ? count : 0), 0);
    if (round % 80 === 0) told(`${all} landed, ${over} done`);
    if (over >= expected) return { askedMs, most, isOver: true };
  }
  return { askedMs, most, isOver: false };
}

/** Resident memory of each service process of this house: they are this process's children. */
function memoryOfServices(): Record<string, number> {
  const memory: Record<string, number> = {};
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'latin1');
      if (Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]) !== process.pid) continue;
      const service = /(?:^|\0)SERVICE=([^\0]+)/.exec(readFileSync(`/proc/${pid}/environ`, 'latin1'))?.[1];
      if (service) memory[service] = Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024);
    } catch {
      // it ended meanwhile
    }
  }
  return memory;
}

function spread(taken: readonly number[]): { readonly p50Ms: number; readonly p99Ms: number } {
  const sorted = taken.toSorted((a, b) => a - b);
  const quantile = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { p50Ms: quantile(0.5), p99Ms: quantile(0.99) };
}
