import { expect, it } from 'vitest';
import type { Reading } from '../reading/agreed-reading.js';
import { textOf } from '../reading/page-words.js';
import { surePages } from './sure-pages.js';

interface Seen {
  readonly text: string;
  readonly certainty?: number;
  readonly others?: readonly Reading[];
}
const lineOf = (words: readonly string[], certainties: readonly (number | undefined)[] = []) =>
  textOf(
    words.map((text, i) => ({
      text,
      box: { x: 120 * i, y: 100, width: 100, height: 20 },
      line: 1,
      confidence: certainties[i] ?? 96,
    })),
  );
const page = (seen: readonly Seen[], layer: readonly string[] = []) => ({
  layer: lineOf(layer),
  ocr: lineOf(
    seen.map(({ text }) => text),
    seen.map(({ certainty }) => certainty),
  ),
  look: new Map(seen.flatMap(({ others }, i) => (others ? [[i, others] as const] : []))),
});
const alike = (text: string): Seen => ({ text, others: [{ text, confidence: 95 }] });

it('a label needs no certainty, and may have one letter wrong', () => {
  const [sure] = surePages([
    page([{ text: 'Fall-Nr.:', certainty: 40 }, alike('0012345678'), { text: 'Untersuchen:', certainty: 30 }]),
  ]);
  expect(sure!.ocr.text).toBe('Fall-Nr.: 0012345678 Untersucher:');
});

it('what is doubtful here and read surely at another place is the same word', () => {
  const doubtful = { text: ',Zo&', others: [{ text: '„ZOË', confidence: 45 }] };
  const sure = surePages([
    page([{ text: 'Patient:' }, alike('Šimek'), doubtful]),
    page([{ text: 'Zo&', others: [{ text: 'Zoë', confidence: 96 }] }]),
  ]);
  expect(sure.map(({ ocr }) => ocr.text)).toEqual(['Patient: Šimek ,Zoë', 'Zoë']);
});

it.each([
  ['the page shows the same', ['Patient:', 'Kranzbichler'], 'Patient: Kranzbichler'],
  ['the page shows another', ['Patient:', 'Kranzbiehler'], 'Patient: ????????????'],
  ['one stroke is two letters', ['Patient:', 'KranzbichIer'], 'Patient: KranzbichIer'],
])('of a text layer that is stated which the page shows: %s', (_, layer, said) => {
  const [sure] = surePages([page([{ text: 'Patient:' }, alike('Kranzbichler')], layer)]);
  expect(sure!.layer.text).toBe(said);
});
