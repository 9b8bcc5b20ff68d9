import { defineCommand } from '../command-line/command.js';
import { apiOf } from '../items/api.js';

interface Options {
  readonly state?: string;
  readonly center?: string;
  readonly limit: string;
}

export default defineCommand<Options>({
  shape: (command) =>
    command
      .option(
        '--state <state>',
        'only `verified`, `in-review`, `held`, `quarantined`, or decided with a better result beside it: `approved`, `published`',
      )
      .option('--center <name>', 'only this center')
      .option('--limit <count>', 'so many, at most 200', '50'),
  run: async ({ terminal, house, options: { state, center, limit } }) => {
    const items = await apiOf(house).queue({ limit, ...(state ? { state } : {}), ...(center ? { center } : {}) });
    if (items.length === 0) terminal.say('Nothing needs you.');
    else {
      terminal.table(
        ['ITEM', 'KIND', 'STATE', 'RISK', 'WHY'],
        items.map(({ itemId, kind, state: stands, score, why }) => [
          itemId,
          kind ?? '',
          stands,
          String(score),
          why[0]?.text ?? '',
        ]),
      );
      terminal.say('\nLook at one by ./endoveil look ID, then approve, reject or correct it.');
    }
    return { document: { items } };
  },
});
