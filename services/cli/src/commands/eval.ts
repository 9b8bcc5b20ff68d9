import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import { nearest } from '../command-line/nearest.js';
import { checkGivenPath } from '../eval/given-path.js';
import type { EvalOptions } from '../eval/measure.js';
import { measures } from '../eval/measures.js';

export default defineCommand<EvalOptions>({
  shape: (command) => {
    command
      .argument('<what>', Object.keys(measures).join(', '))
      .argument(
        '[path]',
        'what to measure on: a file of letters, a folder of clips, a video; each measure has its own',
      );
    for (const { options } of Object.values(measures))
      for (const [flags, does] of options)
        if (!command.options.some((known) => known.flags === flags)) command.option(flags, does);
  },
  run: async (invocation) => {
    const what = String(invocation.args[0]);
    const measure = Object.hasOwn(measures, what) ? measures[what] : undefined;
    if (!measure) {
      const near = nearest(what, Object.keys(measures));
      const next = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'See ./endoveil eval --help.';
      throw new CommandFailed(exitCodes.usage, 'unknown-measure', 'There is nothing of this name to measure.', next);
    }
    const { wants } = measure;
    const isMade = wants?.unless !== undefined && invocation.options[wants.unless] !== undefined;
    if (wants) await checkGivenPath(invocation.args[1], wants, isMade);
    const { default: run } = await measure.load();
    return await run(invocation);
  },
});
