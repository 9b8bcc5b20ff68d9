import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import { apiOf } from '../items/api.js';
import { destinationNamed } from '../publications/destinations.js';
import { publicationNamed } from '../publications/publication-named.js';
import { sayUnserved } from '../publications/say-unserved.js';
import { isUnderWay, settledAt } from '../publications/settled-at.js';

interface Options {
  readonly to?: string;
  readonly allApproved?: boolean;
  readonly again?: string;
  readonly wait?: boolean;
  readonly timeout: string;
}

export default defineCommand<Options>({
  shape: (command) =>
    command
      .argument('[items...]', 'the ids that `ls` shows')
      .option('--to <name>', 'the destination; default: the only one of this system')
      .option('--all-approved', 'everything that is approved and not there yet')
      .option('--again <publication>', 'once more what failed for good, was withdrawn, or is there already')
      .option('--wait', 'until nothing is under way any more')
      .option('--timeout <seconds>', 'with --wait: give up after so long', '600'),
  run: async ({ args, options, terminal, house }) => {
    const items = args[0] as readonly string[];
    if (items.length === 0 && !options.allApproved && !options.again && !options.wait)
      throw new CommandFailed(exitCodes.usage, 'usage', 'Nothing was named.', 'Name items, or say --all-approved.');
    const api = apiOf(house);
    if (options.again) {
      const answer = await api.ofPublication(await publicationNamed(api, options.again), 'again');
      terminal.say(answer.state);
      sayUnserved(terminal, answer.unserved);
      return { document: answer };
    }
    const destination = options.to ?? destinationNamed(house.environment, undefined).name;
    const planned = [];
    for (const id of items) planned.push(await api.publish(id, destination));
    const all = options.allApproved ? await api.publishApproved(destination) : undefined;
    const more = all?.planned ?? 0;
    for (const { publicationId, publicId, state } of planned)
      terminal.say(`${publicationId}  ${state}  as ${publicId}`);
    if (options.allApproved) terminal.say(`${more} more were planned.`);
    if (planned.some(({ state }) => state === 'PLANNED'))
      terminal.say('PLANNED waits for an approval: ./endoveil approve ITEM --reason …');
    sayUnserved(terminal, planned.find(({ unserved }) => unserved)?.unserved ?? all?.unserved ?? null);
    if (!options.wait) return { document: { planned, more } };
    const states = await settledAt(api, destination, Number(options.timeout));
    for (const [state, count] of Object.entries(states)) terminal.say(`${state}: ${count}`);
    const open = Object.keys(states).some(isUnderWay);
    const exit = open ? exitCodes.timedOut : states['FAILED_FINAL'] ? exitCodes.someFailed : exitCodes.ok;
    return { exit, document: { planned, more, states } };
  },
});
