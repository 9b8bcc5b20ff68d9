import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import { apiOf } from '../items/api.js';
import { forgetSeen, lastSeen } from '../items/seen.js';

interface Options {
  readonly box: string;
  readonly page?: string;
  readonly from?: string;
  readonly to?: string;
}

/** `10,20,30,5`: percent from the left, from the top, wide, high. */
function boxOf(text: string) {
  const [x, y, width, height] = text.split(',').map((part) => Number(part.trim().replace(/%$/, '')) / 100);
  const box = { x: x!, y: y!, width: width!, height: height! };
  if (text.split(',').length !== 4 || Object.values(box).some((part) => !(part >= 0 && part <= 1)))
    throw new CommandFailed(exitCodes.usage, 'usage', 'A box is four percentages.', 'For example --box 10,20,30,5.');
  return box;
}

export default defineCommand<Options>({
  shape: (command) =>
    command
      .argument('<item>', 'the id that `queue` and `ls` show')
      .requiredOption('--box <x,y,width,height>', 'in percent, from the upper left corner: 10,20,30,5')
      .option('--page <number>', 'report: on this page')
      .option('--from <seconds>', 'video: from here, in seconds from its beginning')
      .option('--to <seconds>', 'video: until here, included'),
  run: async ({ terminal, house, args, options: { box, page, from, to } }) => {
    const id = String(args[0]);
    if ((page === undefined) === (from === undefined || to === undefined))
      throw new CommandFailed(exitCodes.usage, 'usage', 'Say --page, or --from and --to.');
    const where = page === undefined ? { seconds: [Number(from), Number(to)] } : { page: Number(page) };
    const corrections = [{ ...where, box: boxOf(box) }];
    const answer = await apiOf(house).decide(id, 'corrections', await lastSeen(house, id), { corrections });
    await forgetSeen(house, id);
    terminal.say('It is made anew with this covered, and verified. An approval of the old result has ended.');
    terminal.say('See ./endoveil watch, then look at it again.');
    return { document: answer };
  },
});
