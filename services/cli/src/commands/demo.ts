import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkFolder } from '@endoveil/publisher';
import { loadSiteKey, signerOf } from '@endoveil/storage';
import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import type { Terminal } from '../command-line/terminal.js';
import { type House, loadHouse } from '../config.js';
import { makeExam } from '../demo/make-exam.js';
import { resultOf, tellResults } from '../demo/tell-results.js';
import { startHouse } from '../house/start-house.js';
import { endUpProcess } from '../house/up-process.js';
import { Api } from '../items/api.js';
import { watchItems } from '../items/watch-items.js';
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
      terminal.say('Dropped a video and a report of an invented patient into the drop folder.\n');
      const api = new Api(`http://127.0.0.1:${running.httpPort}`);
      const items = await watchItems(api, terminal, { atLeast: 2, timeoutSeconds: TIMEOUT_SECONDS });
      const details = await Promise.all(items.map(({ itemId }) => api.item(itemId)));
      const results = [];
      for (const item of details) results.push(await resultOf(house, exam, item));
      tellResults(terminal, details, results, house);
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

async function startFresh(house: House) {
  await rm(house.home, { recursive: true, force: true });
  await mkdir(join(house.home, 'researchers'), { recursive: true });
  return await startHouse(house, 'one-process', { dieWithParent: true });
}

async function untilSignal(terminal: Terminal, port: number): Promise<void> {
  terminal.say(`It runs on: http://127.0.0.1:${port}/v1/items. Stop with Ctrl-C.`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}

const round = (value: number) => Math.round(value * 10) / 10;
