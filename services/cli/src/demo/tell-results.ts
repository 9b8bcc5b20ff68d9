import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ItemDetail } from '@endoveil/ledger';
import { bubblewrap } from '@endoveil/media';
import type { Terminal } from '../command-line/terminal.js';
import type { House } from '../config.js';
import type { Item } from '../items/api.js';
import { stepsOf } from '../items/show-items.js';
import type { Exam } from './make-exam.js';
import { takePicture } from './take-picture.js';

/** What became of one file, with pictures of it before and after. */
export async function resultOf(house: House, exam: Exam, item: Item<ItemDetail>) {
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

/** For a person at the terminal. */
export function tellResults(
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
