import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { KnownValue, LevelName } from '@endoveil/contracts';
import { llmFromSettings } from '@endoveil/llm';
import { bubblewrap, tesseractPool } from '@endoveil/media';
import { reportTools } from '@endoveil/pdf-reader';
import { makingOf } from '@endoveil/video-anonymizer';
import { z } from 'zod';
import { defineCommand } from '../command-line/command.js';
import { type ExitCode, exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import { Engine, type RunOutcome } from '../engine.js';
import { makeHouseKey } from '../house/house-key.js';

interface Options {
  readonly output: string;
  readonly level?: string;
  readonly knownValues?: string;
  readonly report?: string;
}

const exits: Readonly<Record<RunOutcome['state'], ExitCode>> = {
  verified: exitCodes.ok,
  'in-review': exitCodes.ok,
  held: exitCodes.heldBack,
  quarantined: exitCodes.badInput,
  failed: exitCodes.verificationFailed,
};

export default defineCommand<Options>({
  shape: (command) =>
    command
      .argument('<files...>', 'videos and PDF reports')
      .requiredOption(
        '-o, --output <folder>',
        'where results and their certificates go; what is not verified is for a person',
      )
      .option('--level <name>', 'only this level')
      .option('--known-values <file>', 'JSON: [{"name": "last-name", "value": "…"}, …], searched for everywhere')
      .option('--report <file>', 'what became of which file, as JSON (0600); it names the inputs'),
  run: async ({ args, options, terminal, house }) => {
    const outputDir = resolve(options.output);
    await mkdir(outputDir, { recursive: true });
    const known = options.knownValues ? await knownFrom(options.knownValues) : [];
    const level = LevelName.optional().safeParse(options.level);
    if (!level.success) throw new CommandFailed(exitCodes.usage, 'usage', 'There is no level with this name.');
    await using ocr = tesseractPool();
    const sandbox = bubblewrap();
    const reports = reportTools(sandbox, house.environment);
    await using _ = reports.ocr;
    const engine = new Engine({
      sandbox,
      ocr,
      reports,
      videos: await makingOf(sandbox, house.environment),
      llm: llmFromSettings(house.environment),
      siteKey: await makeHouseKey(house),
    });
    const stop = new AbortController();
    process.once('SIGINT', () =>
      stop.abort(new CommandFailed(exitCodes.interrupted, 'interrupted', 'Interrupted; what was finished is kept.')),
    );
    const outcomes: RunOutcome[] = [];
    for (const [i, file] of (args[0] as readonly string[]).entries()) {
      const outcome = await engine
        .run(resolve(file), {
          known,
          outputDir,
          signal: stop.signal,
          ...(level.data ? { level: level.data } : {}),
          onProgress: (step) => terminal.progress(`file ${i + 1}: ${step}`),
        })
        .catch((error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'EISDIR')
            throw new CommandFailed(
              exitCodes.notFound,
              'no-such-path',
              'One of the files does not exist or cannot be read.',
            );
          throw error;
        });
      outcomes.push(outcome);
      terminal.say(
        `file ${i + 1}: ${outcome.state}${outcome.level ? ` by ${outcome.level}` : ''}${outcome.reason ? ` (${outcome.reason})` : ''}`,
      );
    }
    if (options.report)
      await writeFile(options.report, `${JSON.stringify({ files: outcomes }, null, 2)}\n`, { mode: 0o600 });
    const all = new Set(outcomes.map(({ state }) => exits[state]));
    return { exit: all.size === 1 ? [...all][0]! : exitCodes.someFailed, document: { files: outcomes } };
  },
});

async function knownFrom(file: string): Promise<readonly KnownValue[]> {
  const read = await readFile(file, 'utf8').then(JSON.parse, () => undefined);
  const parsed = z.array(KnownValue).safeParse(read);
  if (!parsed.success)
    throw new CommandFailed(
      exitCodes.usage,
      'usage',
      'The file of known values is not a JSON list of {"name", "value"}.',
    );
  return parsed.data;
}
