import type { InventedLetter } from './invented-letter.js';

/** What a reader of scans, or a hurried typist, makes of letters. Every pair keeps or changes the length. */
const misread: readonly (readonly [from: RegExp, to: string])[] = [
  [/rn/u, 'm'],
  [/ü/u, 'ii'],
  [/ö/u, 'o'],
  [/ä/u, 'a'],
  [/ß/u, 'B'],
  [/l/u, 'I'],
  [/e/u, 'c'],
  [/ei/u, 'ie'],
  [/(\p{Ll})\1/u, '$1'],
  [/h/u, 'li'],
];

/** The letter with about one in forty words misread; the marks move along. */
export function withNoise(letter: InventedLetter, random: () => number): InventedLetter {
  let text = '';
  let at = 0;
  const moves: { readonly from: number; readonly by: number }[] = [];
  for (const match of letter.text.matchAll(/\p{L}{5,}/gu)) {
    if (random() > 1 / 40) continue;
    const [from, to] = misread[Math.floor(random() * misread.length)]!;
    const said = match[0].slice(0, 1) + match[0].slice(1).replace(from, to);
    text += letter.text.slice(at, match.index) + said;
    at = match.index + match[0].length;
    moves.push({ from: at, by: text.length - at });
  }
  text += letter.text.slice(at);
  const moved = (position: number) => position + (moves.findLast(({ from }) => from <= position)?.by ?? 0);
  return {
    ...letter,
    text,
    entities: letter.entities.map(({ start, end, label }) => ({ start: moved(start), end: moved(end), label })),
  };
}
