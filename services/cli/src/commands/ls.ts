import { defineCommand } from '../command-line/command.js';
import { apiOf } from '../items/api.js';
import { tableOfItems } from '../items/show-items.js';

interface Options {
  readonly state?: string;
  readonly kind?: string;
  readonly level?: string;
  readonly center?: string;
}

export default defineCommand<Options>({
  shape: (command) =>
    command
      .option('--state <state>', 'only items in this state')
      .option('--kind <kind>', '`video` or `report`')
      .option('--level <level>', 'only results of this level')
      .option('--center <name>', 'only this center'),
  run: async ({ terminal, house, options: { state, kind, level, center } }) => {
    const filter = Object.entries({ state, kind, level, center }).filter(([, value]) => value !== undefined);
    const items = await apiOf(house).items(Object.fromEntries(filter) as Record<string, string>);
    if (items.length === 0) terminal.say('There are no such items.');
    else tableOfItems(terminal, items);
    return { document: { items } };
  },
});
