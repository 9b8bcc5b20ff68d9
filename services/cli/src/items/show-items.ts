import type { ItemDetail } from '@endoveil/ledger';
import type { Terminal } from '../command-line/terminal.js';
import type { Item } from './api.js';

const clock = (at: string | Date) => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
const seconds = (from: string | Date, to: string | Date | null) =>
  to === null ? '' : `${((new Date(to).getTime() - new Date(from).getTime()) / 1000).toFixed(1)} s`;

/** One line an item: what it is, where it stands, who made the result, why. */
export function tableOfItems(terminal: Terminal, items: readonly Item[]): void {
  terminal.table(
    ['ITEM', 'KIND', 'STATE', 'LEVEL', 'METADATA', 'VERDICT', 'WHY', 'LANDED'],
    items.map((item) => [
      item.itemId,
      item.kind ?? '',
      item.state,
      item.level ?? '',
      item.metadataLevel ?? '',
      item.verdict ?? '',
      item.reason ?? '',
      clock(item.landedAt),
    ]),
  );
}

/** One item with its whole timeline. */
export function tellItem(terminal: Terminal, item: Item<ItemDetail>): void {
  terminal.say(`${item.itemId}  ${item.kind ?? 'not yet identified'}  ${item.state}`);
  if (item.reason) terminal.say(`${item.reason}: ${item.reasonText}\nNext: ${item.next}`);
  terminal.say(`correlation id ${item.correlationId}`);
  for (const run of item.runs) {
    terminal.say(`\nrun ${run.number} (${run.cause}${run.current ? ', current' : ''}): ${run.state}`);
    terminal.table(['STAGE', 'LEVEL', 'STARTED', 'TOOK', 'ENDED', 'WHY'], stepsOf(run));
    for (const { verdict, certificate } of run.certificates) {
      const checks = certificate.body.checks.map(
        ({ name, outcome, covered, planned }) => `${name} ${outcome} ${covered}/${planned}`,
      );
      terminal.say(`certificate: ${verdict}, artifact ${certificate.body.artifactHash}`);
      terminal.say(`  ${checks.join(', ')}`);
    }
  }
  if (item.fields.length > 0) {
    terminal.say('\nfields (values are not shown here)');
    terminal.table(
      ['FIELD', 'SOURCE', 'LEVEL', 'CONFIDENCE'],
      item.fields.map(({ name, source, level, confidence }) => [name, source, level, confidence.toFixed(2)]),
    );
  }
  if (item.sightings > 1) terminal.say(`\nhanded in ${item.sightings} times`);
}

/** Every attempt of a run, in order. */
export function stepsOf(run: ItemDetail['runs'][number]): string[][] {
  return run.jobs
    .flatMap((job) => job.attempts.map((attempt) => ({ job, attempt })))
    .toSorted((a, b) => Number(new Date(a.attempt.startedAt)) - Number(new Date(b.attempt.startedAt)))
    .map(({ job, attempt }) => [
      job.stage,
      attempt.level,
      clock(attempt.startedAt),
      seconds(attempt.startedAt, attempt.endedAt),
      attempt.ending ?? 'running',
      attempt.reason ?? '',
    ]);
}
