import { openSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openPlatform } from '@endoveil/host';
import { casesOf, intakeSettings, landFileFor, sourcesOf } from '@endoveil/intake';
import { loadSettings } from '@endoveil/runtime';
import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import type { Terminal } from '../command-line/terminal.js';
import type { House } from '../config.js';
import { openEmbedded } from '../house/embedded.js';
import { startHouse } from '../house/start-house.js';
import { findUpProcess } from '../house/up-process.js';
import { Api } from '../items/api.js';
import { tableOfItems } from '../items/show-items.js';
import { watchItems } from '../items/watch-items.js';

interface Options {
  readonly center?: string;
  readonly processor?: string;
  readonly case?: string;
  readonly wait?: boolean;
  readonly dryRun?: boolean;
  readonly timeout: string;
}

type Source = Awaited<ReturnType<typeof sourcesOf>>[number];

export default defineCommand<Options>({
  shape: (command) =>
    command
      .argument('<paths...>', 'files, or folders with files')
      .option('--center <name>', 'the center they come from')
      .option('--processor <name>', 'the device that recorded them')
      .option(
        '--case <name>',
        'the case all of them belong to; default: each folder right in a named folder is a case, known by its path; each other file is one by itself',
      )
      .option('--wait', 'until everything is done; starts the system when it is not running')
      .option('--dry-run', 'only count what would be landed')
      .option('--timeout <seconds>', 'with --wait: give up after so long', '3600'),
  run: async ({ args, options, terminal, house }) => {
    const { defaultCenter, processor } = loadSettings(intakeSettings, house.environment);
    const place = {
      center: plainName('center', options.center) ?? defaultCenter,
      processor: plainName('processor', options.processor) ?? processor,
      ...(options.case ? { caseName: options.case } : {}),
    };
    const sources: Source[] = [];
    for (const path of args[0] as readonly string[]) sources.push(...(await found(path, place)));
    const inCases = casesOf(sources);
    const { cases } = inCases;
    const told = { ...inCases, areNamed: Boolean(options.case) };
    if (options.dryRun) {
      terminal.say(`${sources.length} files would be landed, in ${cases} cases.`);
      tellOfCases(terminal, told);
      return { document: { files: sources.length, ...inCases } };
    }
    terminal.say(`${sources.length} files in ${cases} cases.`);
    tellOfCases(terminal, told);
    // a system that is started only for this ends with it
    const running = options.wait && !findUpProcess(house.home) ? await startHouse(house, 'one-process') : undefined;
    try {
      const { landed, counts } = await landAll(house, sources);
      for (const [outcome, count] of Object.entries(counts)) terminal.say(`${outcome}: ${count}`);
      if (!options.wait) return { exit: exitOf(counts), document: { ...inCases, counts, landed } };
      const api = new Api(`http://127.0.0.1:${running?.httpPort ?? findUpProcess(house.home)?.httpPort}`);
      const items = await watchItems(api, terminal, { timeoutSeconds: Number(options.timeout), atLeast: 0 });
      const ours = items.filter(({ itemId }) => landed.includes(itemId));
      tableOfItems(terminal, ours);
      return { exit: exitOf(counts), document: { ...inCases, counts, landed, items: ours } };
    } finally {
      await running?.stop();
    }
  },
});

interface Told {
  readonly cases: number;
  readonly alone: number;
  readonly areNamed: boolean;
}

/** What is known of one file is searched for in those of its case and in no others: whoever imports has to know. */
function tellOfCases(terminal: Terminal, { cases, alone, areNamed }: Told): void {
  const folders = areNamed ? 0 : cases - alone;
  if (folders > 0)
    terminal.say(
      `${folders === 1 ? '1 folder' : `${folders} folders`} right in what you named: each is a case of its own with all below it, known by its whole path, and joins no other case. Where they are one patient's, or belong to a case that is there, say --case NAME.`,
    );
  if (alone > 1)
    terminal.say(
      `${alone} files lie in no case's folder: each is a case of its own, and nothing known of one is searched for in another. Where they are one patient's, say --case NAME.`,
    );
}

/** Both stand in clear in the record, on dashboards and in events. */
function plainName(option: 'center' | 'processor', given: string | undefined): string | undefined {
  if (given === undefined || intakeSettings.defaultCenter.schema.safeParse(given).success) return given;
  throw new CommandFailed(
    exitCodes.usage,
    'usage',
    `--${option} is a name of at most 60 letters, digits, - and _.`,
    'A name of a person belongs nowhere but into --case.',
  );
}

async function found(path: string, place: Parameters<typeof sourcesOf>[1]): Promise<readonly Source[]> {
  try {
    return await sourcesOf(path, place);
  } catch {
    throw new CommandFailed(
      exitCodes.notFound,
      'no-such-path',
      'One of the paths does not exist or cannot be read.',
      'Check the paths.',
    );
  }
}

/** Lands each source through the ledger and the zones of this house, as the drop folder would. */
async function landAll(house: House, sources: readonly Source[]) {
  const { stack, environment } = await openEmbedded(house);
  await mkdir(join(house.home, 'log'), { recursive: true, mode: 0o700 });
  const log = openSync(join(house.home, 'log', 'import.jsonl'), 'a', 0o600);
  try {
    await using platform = await openPlatform('import', environment, log);
    const landFile = landFileFor(platform, { ...loadSettings(intakeSettings, environment), afterLanding: 'leave' });
    const counts: Record<string, number> = {};
    const landed: string[] = [];
    for (const source of sources) {
      const result = await landFile.land(source);
      counts[result.outcome] = (counts[result.outcome] ?? 0) + 1;
      if (result.outcome === 'landed') landed.push(result.itemId);
    }
    return { landed, counts };
  } finally {
    // servers that run for somebody else run on
    if (!findUpProcess(house.home)) await stack.stop();
  }
}

function exitOf(counts: Readonly<Record<string, number>>) {
  const wrong = Object.entries(counts).some(
    ([outcome, count]) => count > 0 && outcome !== 'landed' && outcome !== 'again',
  );
  return wrong ? exitCodes.someFailed : exitCodes.ok;
}
