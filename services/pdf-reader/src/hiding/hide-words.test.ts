import { expect, it } from 'vitest';
import { hideWords } from './hide-words.js';
import { searchesOf } from './page-searches.js';
import { type PlacedWord, textOf } from '../reading/page-words.js';
import type { ReadPage } from '../reading/read-pages.js';
import { inkTiles } from './unexplained-ink.js';

const [WIDTH, HEIGHT] = [1654, 1000];
const FINDING = 'Befund: Magen und Antrum unauffällig, keine Blutung, kein Ulkus.';

/**
 * A page as OCR saw it; `doubted`: the words that it was hardly sure of, `squeezed`: those whose box is as wide as a
 * stroke. Each word is ink.
 */
function pageSaying(lines: readonly string[], doubted: readonly string[], squeezed: readonly string[] = []): ReadPage {
  const gray = new Uint8Array(WIDTH * HEIGHT).fill(255);
  const words: PlacedWord[] = lines.flatMap((line, row) => {
    let x = 80;
    return line.split(' ').map((text) => {
      const box = { x, y: 60 + 60 * row, width: 14 * text.length, height: 28 };
      x += box.width + 12;
      for (let y = box.y; y < box.y + box.height; y += 1)
        gray.fill(0, y * WIDTH + box.x, y * WIDTH + box.x + box.width);
      const seen = squeezed.includes(text) ? { ...box, width: 3 } : box;
      return { text, box: seen, line: row, confidence: doubted.includes(text) ? 15 : 96 };
    });
  });
  const [layer, ocr] = [textOf([]), textOf(words)];
  return {
    file: { path: '', width: WIDTH, height: HEIGHT } as ReadPage['file'],
    turn: { quarters: 0, degrees: 0 },
    cleaned: false,
    threshold: 128,
    ink: 0.02,
    layer,
    ocr,
    searches: searchesOf(layer, ocr),
    inkTiles: inkTiles({ width: WIDTH, height: HEIGHT, gray }, 128),
  };
}

const keptOf = (lines: readonly string[], doubted: readonly string[]) => {
  const { surviving, boxes } = hideWords(pageSaying([FINDING, FINDING, ...lines, FINDING, FINDING], doubted), []);
  return { says: surviving.map(({ text }) => text).join(' '), boxes };
};

it.each(['l/min.', '1/min', '|/min', 'ml/h', 'mg', 'mmol/l', 'IE', 'µg/kg/min,'])(
  'a unit behind a sure number stays though OCR doubted it: %s',
  (unit) => {
    const { says, boxes } = keptOf([`Sedierung mit Sauerstoff 2 ${unit}`], [unit]);
    expect(says).toContain(`Sauerstoff 2 ${unit}`);
    expect(boxes).toEqual([]);
  },
);

it.each([
  ['another word behind a number', 'Sauerstoff 2 Mlynar', 'Mlynar'],
  ['a unit without a number', 'Sauerstoff über ml/h', 'ml/h'],
])('%s goes when OCR doubted it', (_, line, word) => {
  expect(keptOf([line], [word]).says).not.toContain(word);
});

it('behind a number that was doubted itself, a unit goes', () => {
  expect(keptOf(['Sauerstoff 12 ml/h'], ['12', 'ml/h']).says).not.toContain('ml/h');
});

it('beside somebody, what was doubted goes whatever it looks like', () => {
  expect(keptOf(['Untersucher: Dr. Kranzbichler', 'Zimmer 2 ml'], ['ml']).says).not.toMatch(/ml(?!y)/);
});

it('the rest of a name that a reader broke in two goes with its beginning', () => {
  const { says } = keptOf(['Untersucher: Dr. med. Kranz bichler', 'Krankenhaus Erfin dungsau'], []);
  expect(says).not.toMatch(/bichler|dungsau/);
});

it('so does the rest of an address, whatever word it is', () => {
  expect(keptOf(['Mail: befund@fabelstadt. example'], []).says).not.toContain('example');
});

it('a name goes however thin its box is: OCR may read one twice, and squeeze the second', () => {
  const { surviving } = hideWords(pageSaying([FINDING, 'gesehen von Dr. Ines Kranzbichler'], [], ['Ines']), []);
  expect(surviving.map(({ text }) => text)).not.toContain('Ines');
});

it('words of the language behind somebody stay', () => {
  const line = 'klagt über Schmerzen und wurde telefonisch einbestellt';
  expect(keptOf([`Frau Kranzbichler ${line}`], []).says).toContain(line);
  const english = 'underwent colonoscopy and attended alone';
  expect(keptOf([`Mrs Kranzbichler ${english}`], []).says).toContain(english);
});
