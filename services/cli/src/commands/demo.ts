import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ItemDetail } from '@endoveil/ledger';
import { bubblewrap } from '@endoveil/media';
import { checkFolder } from '@endoveil/publisher';
import { loadSiteKey, signerOf } from '@endoveil/storage';
import { anInventedPatient, makeExamReport, makeExamVideo } from '@endoveil/testing';
import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import type { Terminal } from '../command-line/terminal.js';
import { type House, loadHouse } from '../config.js';
import { startHouse } from '../house/start-house.js';
import { endUpProcess } from '../house/up-process.js';
import { Api, type Item } from '../items/api.js';
import { stepsOf } from '../items/show-items.js';
import { watchItems } from '../items/watch-items.js';
import { takePicture } from '../pictures.js';
import { destinationsOf } from '../publications/destinations.js';
import { settledAt } from '../publications/settled-at.js';

const TIMEOUT_SECONDS = 600;

export default defineCommand<{ readonly keep?: boolean }>({
  shape: (command) => command.option('--keep', 'leave the system running; stop it by Ctrl-C'),
  run: async ({ terminal, house: own, options }) => {
    const startedAt = performance.now();
    // a house of its own: what a person keeps in theirs is not touched
    const house = loadHouse({
      ...own.environment,
      ENDOVEIL_HOME: join(own.home, 'demo'),
      ENDOVEIL_WATCH_DIR: '',
      ENDOVEIL_ZONES_DIR: '',
      ENDOVEIL_SITE_KEY_FILE: '',
      ENDOVEIL_QUIET_SECONDS: '0.5',
      ENDOVEIL_SCAN_SECONDS: '1',
      ENDOVEIL_PUBLISH_POLL_SECONDS: '0.5',
      ENDOVEIL_DESTINATIONS: JSON.stringify([{ name: 'researchers', kind: 'folder', path: researchersOf(own) }]),
    });
    await endUpProcess(house.home);
    const running = await startFresh(house);
    const readyAfter = (performance.now() - startedAt) / 1000;
    try {
      terminal.say(`The system is running (after ${readyAfter.toFixed(1)} s). Making an invented exam …`);
      const exam = await makeExam(house);
      terminal.say('Dropped a video and a report of an invented patient into the watch folder.\n');
      const api = new Api(`http://127.0.0.1:${running.httpPort}`);
      const items = await watchItems(api, terminal, { atLeast: 2, timeoutSeconds: TIMEOUT_SECONDS });
      const details = await Promise.all(items.map(({ itemId }) => api.item(itemId)));
      const results = [];
      for (const item of details) results.push(await resultOf(house, exam, item));
      tell(terminal, details, results, house);
      const released = await release(house, api, researchersOf(own));
      terminal.say(
        `\nApproved and published: ${released.releases} of ${details.length}, in ${released.files} files for researchers, ${released.faults.length} faults: ${researchersOf(own)}`,
      );
      const seconds = (performance.now() - startedAt) / 1000;
      terminal.say(`\nThe demo took ${seconds.toFixed(0)} s.`);
      if (options.keep) await untilSignal(terminal, running.httpPort);
      const good = results.every(
        ({ verdict, certificateHash, artifactHash }) => verdict === 'verified' && certificateHash === artifactHash,
      );
      return {
        exit: good && results.length === 2 ? exitCodes.ok : exitCodes.someFailed,
        document: { items: results, released, readySeconds: round(readyAfter), seconds: round(seconds) },
      };
    } finally {
      await running.stop();
    }
  },
});

const researchersOf = (own: House) => join(own.home, 'demo', 'researchers');

/** What a person would do now: approve what is verified, and let it go to the researchers. */
async function release(house: House, api: Api, folder: string) {
  const [destination] = destinationsOf(house.environment);
  for (const { itemId } of await api.items({ state: 'verified' })) {
    const { etag } = await api.seen(itemId);
    await api.decide(itemId, 'approve', etag, { reason: 'the demo compared it with the original' });
  }
  await api.publishApproved(destination!.name);
  await settledAt(api, destination!.name, 60);
  return await checkFolder(folder, signerOf(await loadSiteKey(house.siteKeyFile), 'certificate').publicKey);
}

type Exam = Readonly<Record<'video' | 'report', string>>;

async function startFresh(house: House) {
  await rm(house.home, { recursive: true, force: true });
  await mkdir(join(house.home, 'researchers'), { recursive: true });
  return await startHouse(house, 'one-process', { dieWithParent: true });
}

async function makeExam(house: House): Promise<Exam> {
  const patient = anInventedPatient(7);
  const folder = join(house.home, 'exam');
  const drop = join(house.watchDir, 'invented-case');
  await mkdir(folder, { recursive: true });
  await mkdir(drop, { recursive: true });
  const video = join(folder, `${patient.lastName}.mp4`);
  const report = join(folder, `Befund ${patient.lastName}.pdf`);
  await Promise.all([
    makeExamVideo({ patient, path: video, nameInPicture: { fromSecond: 6, seconds: 0.5 } }),
    makeExamReport({ patient, path: report }),
  ]);
  for (const [i, path] of [video, report].entries()) {
    const part = join(drop, `.${i}.part`);
    await copyFile(path, part);
    await rename(part, join(drop, path.split('/').at(-1)!));
  }
  return { video, report };
}

async function resultOf(house: House, exam: Exam, item: Item<ItemDetail>) {
  const kind = item.kind ?? 'video';
  const pictures = join(house.home, 'pictures');
  await mkdir(pictures, { recursive: true });
  const run = item.runs.find(({ current }) => current);
  const certificate = run?.certificates.at(-1)?.certificate.body;
  const artifact = item.artifactHash ? join(house.zonesDir, 'anonymized', item.artifactHash) : null;
  const before = await takePicture(bubblewrap(), kind, exam[kind], pictures, `${kind}-before`);
  const after = artifact ? await takePicture(bubblewrap(), kind, artifact, pictures, `${kind}-after`) : null;
  return {
    itemId: item.itemId,
    kind,
    state: item.state,
    level: item.level,
    metadataLevel: item.metadataLevel,
    verdict: item.verdict,
    reason: item.reason,
    artifact,
    artifactHash: item.artifactHash,
    certificateHash: certificate?.artifactHash ?? null,
    checks: certificate?.checks.length ?? 0,
    fields: item.fields.length,
    steps: run ? stepsOf(run).map(([stage, level, , took, ending]) => ({ stage, level, took, ending })) : [],
    pictures: { before, after },
  };
}

function tell(
  terminal: Terminal,
  items: readonly Item<ItemDetail>[],
  results: readonly Awaited<ReturnType<typeof resultOf>>[],
  house: House,
): void {
  for (const item of items) {
    const result = results.find(({ itemId }) => itemId === item.itemId)!;
    terminal.say(
      `\n${result.kind}: ${result.state}, by level ${result.level}; ${result.checks} checks say "${result.verdict}"; ${result.fields} fields recorded, encrypted`,
    );
    if (item.reasonText) terminal.say(`  ${item.reasonText} ${item.next}`);
    terminal.say(`  result: ${result.artifact}`);
    terminal.say(`  before: ${result.pictures.before}\n  after:  ${result.pictures.after}`);
    const run = item.runs.find(({ current }) => current);
    if (run)
      terminal.table(
        ['  STAGE', 'LEVEL', 'STARTED', 'TOOK', 'ENDED', 'WHY'],
        stepsOf(run).map(([stage, ...rest]) => [`  ${stage}`, ...rest]),
      );
  }
  terminal.say(`\nEverything lies in ${house.home}`);
}

async function untilSignal(terminal: Terminal, port: number): Promise<void> {
  terminal.say(`It runs on: http://127.0.0.1:${port}/v1/items. Stop with Ctrl-C.`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}

const round = (value: number) => Math.round(value * 10) / 10;
