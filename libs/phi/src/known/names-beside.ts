import { PARTICLES } from '../detectors/names/particles.js';
import type { Span } from '../span.js';
import { isFormLabel } from '../words/form-labels.js';
import { wordKind } from '../words/ordinary-words.js';

const SURE_ENOUGH = 0.6;
const WORD = "\\p{Lu}[\\p{L}'’]{1,20}(?:-\\p{Lu}[\\p{L}'’]+)?";
const after = new RegExp(
  `^\\s?[/&+]\\s?(?:(?:D?Dr|Prof|med|OA|OÄ|Fr|Hr)\\.?\\s){0,3}(?<name>(?:\\p{Lu}\\.\\s?)?(?:${PARTICLES}\\s)?(?<word>${WORD}))(?![\\p{L}\\d])`,
  'u',
);
const before = new RegExp(`(?<![\\p{L}\\d/-])(?<name>(?<word>${WORD}))\\s?[/&+]\\s?$`, 'u');

/** Behind somebody in one line what can only be called: `Fr. Kranz (Nichte), 71 2 33`. */
const number = /^[^\n|;:\d]{0,28}?[,:]\s(?<number>\d{1,4}(?:[ /-]\d{1,4}){1,4})(?=\s*(?:[|;,)]|\n|$))/u;

/** Who stands beside somebody with nothing but a stroke between: `Sauer/te Holt`. */
export function namesBeside(text: string, spans: readonly Span[]): Span[] {
  return spans.flatMap((span) => {
    const { start, end, label, confidence } = span;
    const isPractice = label === 'organisation' && /^\S*[Pp]raxis\s/u.test(text.slice(start, end));
    if (!isPractice && (label !== 'name' || confidence < SURE_ENOUGH)) return [];
    const next = after.exec(text.slice(end, end + 60));
    const called = label === 'name' ? number.exec(text.slice(end, end + 60)) : null;
    const last = before.exec(text.slice(Math.max(0, start - 40), start));
    return [
      ...(next && isSomebody(next) ? [beside(end + next[0].length - next.groups!['name']!.length, next)] : []),
      ...(called ? [phone(end + called[0].length - called.groups!['number']!.length, called)] : []),
      ...(last && isSomebody(last) ? [beside(start - last[0].length, last)] : []),
    ];
  });
}

/** A word of the lists is a thing (`Magen/Darm`), any other may be somebody. */
function isSomebody({ groups }: RegExpExecArray): boolean {
  const word = groups!['word']!;
  return wordKind(word) !== 'written' && !isFormLabel(word) && !/^\p{Lu}{2,4}$/u.test(word);
}

const phone = (start: number, { groups }: RegExpExecArray): Span => ({
  start,
  end: start + groups!['number']!.length,
  label: 'phone',
  confidence: 0.5,
  reason: 'phone.beside',
});

const beside = (start: number, { groups }: RegExpExecArray): Span => ({
  start,
  end: start + groups!['name']!.length,
  label: 'name',
  confidence: 0.6,
  reason: 'name.beside',
});
