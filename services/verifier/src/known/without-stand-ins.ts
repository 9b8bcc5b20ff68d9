/** Parts what stood on both sides, so that no shape is put together across a gap. */
const GAP = ' ¦ ';
const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&');

/** The text without these strings where they stand as whole words or numbers; the longest goes first. */
export function withoutStandIns(text: string, standIns: readonly string[]): string {
  if (standIns.length === 0) return text;
  const any = standIns.toSorted((a, b) => b.length - a.length).map(escaped);
  return text.replaceAll(new RegExp(`(?<![\\p{L}\\d])(?:${any.join('|')})(?![\\p{L}\\d])`, 'gu'), GAP);
}
