import { setTimeout as wait } from 'node:timers/promises';
import type { DestinationName, PublicationState } from '@endoveil/contracts';
import type { Ledger } from '@endoveil/ledger';
import { defineCommand } from '../command.js';
import { destinationNamed } from '../destinations.js';
import { exitCodes } from '../exit-codes.js';
import { actorHere, granted, itemIdOf, publicationIdOf, withLedger } from '../with-ledger.js';

interface Options {
  readonly to?: string;
  readonly allApproved?: boolean;
  readonly again?: string;
  readonly wait?: boolean;
  readonly timeout: string;
}

const UNDER_WAY: ReadonlySet<PublicationState> = new Set([
  'QUEUED',
  'UPLOADING',
  'VERIFYING',
  'RETRY_WAIT',
  'UNCONFIRMED',
]);

export default defineCommand<Options>({
  shape: (command) =>
    command
      .argument('[items...]', 'the ids that `ls` shows')
      .option('--to <name>', 'the destination')
      .option('--all-approved', 'everything that is approved and not there yet')
      .option('--again <publication>', 'once more what failed for good, was withdrawn, or is there already')
      .option('--wait', 'until nothing is under way any more')
      .option('--timeout <seconds>', 'with --wait: give up after so long', '600'),
  run: async ({ args, options, terminal, house }) =>
    await withLedger(house, async (ledger, environment) => {
      const actor = actorHere();
      if (options.again) {
        const answer = granted(await ledger.publishAgain({ publicationId: publicationIdOf(options.again), actor }));
        terminal.say(answer.state);
        return { document: answer };
      }
      const destination = destinationNamed(environment, options.to).name;
      const planned = [];
      for (const id of args[0] as readonly string[])
        planned.push(granted(await ledger.planPublication({ itemId: itemIdOf(id), destination, actor })));
      const more = options.allApproved ? await ledger.planApproved(destination, actor) : 0;
      for (const { publicationId, publicId, state } of planned)
        terminal.say(`${publicationId}  ${state}  as ${publicId}`);
      if (options.allApproved) terminal.say(`${more} more were planned.`);
      if (planned.some(({ state }) => state === 'PLANNED'))
        terminal.say('PLANNED waits for an approval: ./endoveil approve ITEM --reason …');
      if (!options.wait) return { document: { planned, more } };
      const states = await settled(ledger, destination, Number(options.timeout) * 1000);
      for (const [state, count] of Object.entries(states)) terminal.say(`${state}: ${count}`);
      const open = Object.keys(states).some((state) => UNDER_WAY.has(state as PublicationState));
      const exit = open ? exitCodes.timedOut : states['FAILED_FINAL'] ? exitCodes.someFailed : exitCodes.ok;
      return { exit, document: { planned, more, states } };
    }),
});

/** Counts by state once nothing is under way, or when time is up. */
async function settled(
  ledger: Ledger,
  destination: DestinationName,
  timeoutMs: number,
): Promise<Record<string, number>> {
  for (const end = performance.now() + timeoutMs; ; await wait(300)) {
    const states: Record<string, number> = {};
    for (let page = await ledger.listPublications({ destination, limit: 500 }); page.length > 0;) {
      for (const { state } of page) states[state] = (states[state] ?? 0) + 1;
      page = await ledger.listPublications({ destination, limit: 500, after: page.at(-1)!.publicationId });
    }
    const open = Object.keys(states).some((state) => UNDER_WAY.has(state as PublicationState));
    if (!open || performance.now() > end) return states;
  }
}
