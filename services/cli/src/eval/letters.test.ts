import { expect, it } from 'vitest';
import { CommandFailed } from '../command-line/failure.js';
import type { Terminal } from '../command-line/terminal.js';
import { loadHouse } from '../config.js';
import evalLetters from './letters.js';
import type { EvalOptions } from './measure.js';

async function measured(options: EvalOptions, path?: string) {
  const said: string[] = [];
  const terminal: Terminal = {
    json: false,
    say: (line = '') => said.push(line),
    table: (_, rows) => rows.forEach((row) => said.push(row.join(' '))),
    progress: () => undefined,
  };
  const { document } = await evalLetters({ args: ['letters', path], options, terminal, house: loadHouse() });
  return { said: said.join('\n'), document: document as { letters: number; recall: number } };
}

it('measures invented letters, and shows no value unless it is asked to', async () => {
  const { said, document } = await measured({ invented: '3', seed: '4' });
  expect(document.letters).toBe(3);
  expect(document.recall).toBeGreaterThan(0.9);
  expect(said).toContain('all direct identifiers');
  expect(said).not.toContain('⟦');
}, 60_000);

it.each([
  [{ invented: '2', half: 'held-out', showMisses: true }, undefined],
  [{ level: 'hold' }, undefined],
  [{}, '/nonexistent/letters.jsonl'],
] as const)('refuses %j', async (options, path) => {
  await expect(measured(options, path)).rejects.toBeInstanceOf(CommandFailed);
});
