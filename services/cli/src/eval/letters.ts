import { readFile } from 'node:fs/promises';
import {
  exchangeNames,
  families,
  type Found,
  type LetterMeasure,
  type MarkedLetter,
  measureLetters,
} from '@endoveil/phi';
import { inventedLetters, seeded } from '@endoveil/testing';
import { z } from 'zod';
import type { Ended, Invocation } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import type { Terminal } from '../command-line/terminal.js';
import { showMisses } from './letters-misses.js';
import type { EvalOptions } from './measure.js';

const Letter = z.object({
  id: z.string(),
  text: z.string(),
  entities: z.array(z.object({ start: z.number(), end: z.number(), label: z.string() })),
});
/** Both levels have the same rules; the model's names come on top. */
const rules = { mode: 'strict' } as const;
const EXCHANGES = 3;
const LEARNED =
  'Nothing is fitted to the letters at run time. The lists of names, towns and words were written by people, who may have seen such letters; so every marked name and town is also exchanged for a word on no list, one letter after the other. Rules cannot be left out this way.';

/** How much of what people marked in letters the rules find, without any language model. */
export default async function evalLetters({ args, options, terminal }: Invocation<EvalOptions>): Promise<Ended> {
  const level = options['level'] ?? 'rules-only';
  if (level !== 'rules-only' && level !== 'full-reading')
    throw new CommandFailed(exitCodes.usage, 'usage', '--level is rules-only or full-reading.');
  const seed = Number(options['seed'] ?? 1);
  const half = options['half'] === 'held-out' ? 'held-out' : 'dev';
  if (half === 'held-out' && options['showMisses'] === true)
    throw new CommandFailed(
      exitCodes.usage,
      'usage',
      'The held-out half is only measured: what it misses is not shown.',
    );
  const letters =
    options['invented'] === undefined
      ? await lettersOf(args[1])
      : inventedLetters(Number(options['invented']), seed, half);
  // the first text waits for the dictionary
  measureLetters(letters.slice(0, 1), rules);
  const began = performance.now();
  const measured = measureLetters(letters, rules);
  const msPerLetter = (performance.now() - began) / Math.max(1, letters.length);
  const exchanged = exchangedMeasure(letters, seed);
  terminal.say(`${letters.length} letters, ${level}, no language model; ${msPerLetter.toFixed(1)} ms a letter\n`);
  tellShares(terminal, measured);
  terminal.say(`\nwith names on no list: ${percent(exchanged.characters)} of characters`);
  terminal.say(LEARNED);
  if (options['showMisses'] === true) showMisses(terminal, letters, measured);
  return {
    document: {
      letters: letters.length,
      level,
      languageModel: false,
      ...summaryOf(measured),
      msPerLetter,
      byLabel: ratesOf(measured.byLabel),
      byLetter: ratesOf(measured.byLetter),
      leaveOneLetterOut: { learned: LEARNED, ...summaryOf(exchanged) },
      missed: measured.missed,
    },
  };
}

async function lettersOf(path: unknown): Promise<MarkedLetter[]> {
  const text = typeof path === 'string' ? await readFile(path, 'utf8').catch(() => undefined) : undefined;
  if (text === undefined)
    throw new CommandFailed(
      exitCodes.notFound,
      'no-such-path',
      'The file of letters cannot be read.',
      'Give a file with one JSON object a line: id, text, entities (start, end, label).',
    );
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, i) => {
      const letter = Letter.safeParse(jsonOf(line));
      if (letter.success) return letter.data;
      throw new CommandFailed(exitCodes.badInput, 'not-a-letter', `Line ${i + 1} is no marked letter.`);
    });
}

/** Every letter with names that stand on no list, several times over. */
function exchangedMeasure(letters: readonly MarkedLetter[], seed: number): LetterMeasure {
  const random = seeded(seed);
  const copies = Array.from({ length: EXCHANGES }, (_, copy) =>
    letters.map((letter) => {
      const { letter: other } = exchangeNames(letter, random);
      return { ...other, id: `${other.id}#${copy}` };
    }),
  );
  return measureLetters(copies.flat(), rules);
}

const rate = ({ found, of }: { readonly found: number; readonly of: number }) => (of === 0 ? 1 : found / of);
const percent = (share: { readonly found: number; readonly of: number }) => `${(100 * rate(share)).toFixed(2)} %`;

function ratesOf(table: Readonly<Record<string, Found>>) {
  return Object.fromEntries(
    Object.entries(table).map(([key, { characters, entities }]) => [
      key,
      { recall: rate(characters), characters, entities },
    ]),
  );
}

function summaryOf(measure: LetterMeasure) {
  return {
    recall: rate(measure.characters),
    characters: measure.characters,
    entities: measure.entities,
    byFamily: ratesOf(measure.byFamily),
    overRedaction: rate(measure.removedOutside),
    lettersWithLeak: 1 - rate(measure.lettersWithoutLeak),
  };
}

function tellShares(terminal: Terminal, measure: LetterMeasure): void {
  const row = (name: string, { characters, entities }: Found) => [
    name,
    percent(characters),
    `${characters.found}/${characters.of}`,
    `${entities.found}/${entities.of}`,
  ];
  const headline = ['', 'RECALL', 'CHARACTERS', 'PLACES'];
  terminal.table(headline, [
    ...families.flatMap((family) => (measure.byFamily[family] ? [row(family, measure.byFamily[family])] : [])),
    row('all direct identifiers', measure),
  ]);
  terminal.say();
  terminal.table(
    headline,
    Object.entries(measure.byLabel)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([label, found]) => row(label, found)),
  );
  terminal.say();
  terminal.table(
    ['LETTER', 'RECALL', 'CHARACTERS', 'PLACES', 'REMOVED BESIDES'],
    Object.entries(measure.byLetter).map(([id, found]) => [...row(id, found), percent(found.removedOutside)]),
  );
  terminal.say(`\nremoved besides (other characters): ${percent(measure.removedOutside)}`);
  const { found, of } = measure.lettersWithoutLeak;
  terminal.say(`letters with a leak: ${of - found} of ${of}`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
