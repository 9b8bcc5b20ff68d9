/**
 * Every match of a pattern with the flag `g`, as `matchAll` finds them, and with the pattern itself: `matchAll` uses a copy,
 * which is made ready anew whenever the memory was cleaned up since, and that takes longer than searching a page.
 */
export function matchesOf(text: string, pattern: RegExp): RegExpExecArray[] {
  if (!pattern.global) throw new TypeError('a pattern for every match needs the flag g');
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    found.push(match);
    if (match[0] === '') pattern.lastIndex += stepAt(text, pattern);
  }
  return found;
}

/** Past nothing: with the flag `u` or `v` never into the middle of a letter of two units. */
const stepAt = (text: string, { lastIndex, unicode, unicodeSets }: RegExp) =>
  (unicode || unicodeSets) && (text.codePointAt(lastIndex) ?? 0) > 0xffff ? 2 : 1;
