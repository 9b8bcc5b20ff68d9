import { expect, it } from 'vitest';
import { behindPersonLabels } from './person-labels.js';

function hiddenIn(...lines: readonly string[]): string {
  const words = lines.flatMap((line, at) =>
    line.split(' ').map((text) => ({ text, line: at, confidence: 90, box: { x: 0, y: 0, width: 1, height: 1 } })),
  );
  const hidden = behindPersonLabels(words);
  return words
    .filter((_, i) => hidden.has(i))
    .map(({ text }) => text)
    .join(' ');
}

it('takes what stands behind a label, misread or not, up to the next label or the end of the line', () => {
  expect(hiddenIn('1. Unters.: Dr. med. kranz U-datum: 03.04.2020', 'Befund: Magen')).toBe('Dr. med. kranz');
  expect(hiddenIn('Asbist.: hea-Marie')).toBe('hea-Marie');
  expect(hiddenIn('Patient: Kra?z ,ott0 geb. 03.04.1950')).toBe('Kra?z ,ott0');
});

it('leaves findings alone', () => {
  expect(hiddenIn('Befund: Magen unauffällig', 'Therapie: keine', 'Der Patient war nüchtern')).toBe('');
});
