import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drainProcesses, DrainTookTooLong, namedBy } from './drain-processes.js';
import { ProcessNotes } from './process-notes.js';
import { type ProcessPlan, Supervisor } from './supervise.js';

/** In place of a service: ready at once, ends by SIGTERM with the status that stands in its level. */
const STAND_IN = `
const [level] = process.env.LEVELS.split(',');
if (level !== 'deaf') process.on('SIGTERM', () => process.exit(level === 'broken' ? 1 : 0));
else process.on('SIGTERM', () => undefined);
process.send({ metricsPort: 1 });
setInterval(() => undefined, 1000);
`;

let home = '';
let notes: ProcessNotes;
let supervisor: Supervisor;
const opened: AsyncDisposable[] = [];
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'drain-'));
  notes = new ProcessNotes(home);
  notes.begin();
});
afterEach(async () => {
  for (const note of notes.all().filter(({ name }) => name.includes('deaf'))) process.kill(note.pid, 'SIGKILL');
  for (const one of opened.splice(0)) await one[Symbol.asyncDispose]();
  await rm(home, { recursive: true, force: true });
});

/** Runs a process for each plan; resolves when all are ready. */
async function supervise(...plans: readonly ProcessPlan[]): Promise<void> {
  const mainFile = join(home, 'main.mjs');
  await writeFile(mainFile, STAND_IN);
  const ready = Promise.withResolvers<void>();
  let missing = plans.length;
  const onReady = () => (missing -= 1) === 0 && ready.resolve();
  supervisor = new Supervisor(plans, { mainFile, environment: process.env, logDir: home, notes, onReady });
  opened.push(supervisor);
  await ready.promise;
}

const plan = (replica: number, ...levels: readonly string[]): ProcessPlan => ({ service: 'verifier', levels, replica });
const pids = () => notes.all().map(({ pid }) => pid);

describe('draining', () => {
  it('ends one process, which stays down, and leaves the others', async () => {
    await supervise(plan(1), plan(2));
    const [, second] = pids();
    expect(await drainProcesses(notes, ['verifier/1'], { restart: false, seconds: 20 })).toEqual([
      { name: 'verifier/1', code: 0 },
    ]);
    // again: nothing is there to stop
    expect(await drainProcesses(notes, ['verifier/1'], { restart: false, seconds: 20 })).toEqual([
      { name: 'verifier/1' },
    ]);
    expect(notes.all().map(({ state }) => state)).toEqual(['ended', 'ready']);
    expect(pids()[1]).toBe(second);
    await drainProcesses(notes, ['verifier/1'], { restart: true, seconds: 20 });
    expect(notes.all().map(({ state }) => state)).toEqual(['ready', 'ready']);
  });

  it('restarts one after the other, each ready before the next', async () => {
    await supervise(plan(1), plan(2));
    const before = pids();
    const states: string[] = [];
    const drained = await drainProcesses(notes, ['verifier/1', 'verifier/2'], { restart: true, seconds: 20 }, () =>
      states.push(
        notes
          .all()
          .map(({ state }) => state)
          .join(),
      ),
    );
    expect(drained.map(({ code }) => code)).toEqual([0, 0]);
    expect(states).toEqual(['ready,ready', 'ready,ready']);
    for (const pid of pids()) expect(before).not.toContain(pid);
  });

  it('says how a process ended, and when it does not end', async () => {
    await supervise(plan(1, 'broken'), plan(1, 'deaf'));
    expect(await drainProcesses(notes, ['verifier/broken-1'], { restart: false, seconds: 20 })).toEqual([
      { name: 'verifier/broken-1', code: 1 },
    ]);
    await expect(drainProcesses(notes, ['verifier/deaf-1'], { restart: false, seconds: 0.2 })).rejects.toThrow(
      DrainTookTooLong,
    );
  });

  it('finds what is named', () => {
    const note = (name: string) => ({ name, pid: 1, startedTicks: 1, state: 'ready' as const });
    const all = ['verifier/1', 'verifier/2', 'video-anonymizer/hold-1', 'video-anonymizer/hold-2'].map(note);
    const found = (target: string) => namedBy(target, all).map(({ name }) => name);
    expect(found('verifier')).toEqual(['verifier/1', 'verifier/2']);
    expect(found('verifier/2')).toEqual(['verifier/2']);
    expect(found('video-anonymizer/hold')).toHaveLength(2);
    expect(found('veri')).toEqual([]);
  });
});
