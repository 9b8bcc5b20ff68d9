import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import { apiOf } from '../items/api.js';
import { rememberSeen } from '../items/seen.js';

interface Options {
  readonly source?: string;
  readonly replace?: boolean;
}

export default defineCommand<Options>({
  shape: (command) =>
    command
      .argument('<what>', '`accept`')
      .argument('<item>', 'the id that `ls` shows')
      .argument('<field>', 'as `show` names it: last-name, exam-date, …')
      .option('--source <name>', 'whose value: structured-header, overlay, text-rules, llm; default: the surest')
      .option('--replace', 'also in place of what another person entered'),
  run: async ({ terminal, house, args, options: { source, replace = false } }) => {
    const [what, id, field] = args.map(String) as [string, string, string];
    if (what !== 'accept')
      throw new CommandFailed(exitCodes.usage, 'usage', 'There is only `metadata accept`.', 'See --help.');
    const api = apiOf(house);
    const { item, etag } = await api.seen(id);
    const [surest] = item.fields
      .filter((one) => one.name === field && one.source !== 'person')
      .toSorted((a, b) => b.confidence - a.confidence);
    const from = source ?? surest?.source;
    if (!from) throw new CommandFailed(exitCodes.notFound, 'not-found', 'No source says anything about this field.');
    const body = { accept: from, replace };
    const answer = await api.decide(id, `metadata/${encodeURIComponent(field)}`, etag, body);
    await rememberSeen(house, id, (await api.seen(id)).etag);
    terminal.say(answer['outcome'] === 'unchanged' ? 'It stood like this already.' : `Taken over from ${from}.`);
    if (answer['verifiedAgain']) terminal.say('The value was not searched for before: the result is verified again.');
    return { document: answer };
  },
});
