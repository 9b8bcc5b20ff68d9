import { findIdentifiers, type LetterMeasure, type MarkedLetter } from '@endoveil/phi';
import type { Terminal } from '../command-line/terminal.js';

const AROUND = 28;
const MOST_SHOWN = 40;

/** What was missed, with a few letters around it, and what was removed without need, by rule. Prints values. */
export function showMisses(terminal: Terminal, letters: readonly MarkedLetter[], { missed }: LetterMeasure): void {
  terminal.say('\nmissed:');
  const texts = new Map(letters.map(({ id, text }) => [id, text]));
  for (const { letter, start, end, label } of missed) {
    const text = texts.get(letter) ?? '';
    const around = `${text.slice(Math.max(0, start - AROUND), start)}⟦${text.slice(start, end)}⟧${text.slice(end, end + AROUND)}`;
    terminal.say(`  ${label}  ${letter}  ${around.replaceAll(/\s+/gu, ' ')}`);
  }
  const removed = new Map<string, string[]>();
  for (const { text, entities } of letters)
    for (const { start, end, reason } of findIdentifiers(text, { mode: 'strict' })) {
      if (entities.some((entity) => entity.start < end && entity.end > start)) continue;
      const values = removed.get(reason) ?? [];
      removed.set(reason, values);
      values.push(text.slice(start, end).replaceAll(/\s+/gu, ' '));
    }
  terminal.say('\nremoved without need:');
  for (const [reason, values] of [...removed].toSorted(([, a], [, b]) => b.length - a.length)) {
    const seen = [...new Set(values)];
    terminal.say(`  ${reason} (${values.length}): ${seen.slice(0, MOST_SHOWN).join(' · ')}`);
  }
}
