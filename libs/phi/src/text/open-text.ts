import { matchesOf } from './matches-of.js';

/** A text made fit for reading: composed letters, no invisible characters, one kind of space; with the way back. */
export interface OpenedText {
  readonly text: string;
  /** UTF-16 offset in the source of each unit of `text`, and one more for its end. */
  readonly origin: readonly number[] | undefined;
  readonly sourceLength: number;
}

const plain = /^[\t\n\f\r\u0020-\u00AC\u00AE-\u02FF\u0370-\u1FFF\u2010-\u2027\u2030-\u205E\u2070-\uD7FF]*$/u;
const invisible = /\p{Default_Ignorable_Code_Point}/gu;
/** A word that goes on in the next line: `Schön-⏎wälder`, but not `Nasen-⏎und Rachenraum`. */
const parted = /(?<=\p{L}{2})[-‐\u00AD][ \t]*\n[ \t]*(?=\p{Ll}{2})(?!(?:und|oder|bzw|sowie|bis|and|or|u)(?!\p{L}))/gu;
const worth = /\p{L}\p{M}|[\uFB00-\uFB4F\uFF00-\uFFEF]|[\u{1D400}-\u{1D7FF}]|[\u00A0\u2000-\u200A\u202F\u205F\u3000]/u;

/** Nobody sets words farther apart; rules that look from one word to the next would look at every blank between. */
const WIDEST_GAP = 60;
const gap = /[ \t]/u;
const tooWide = new RegExp(`[ \\t]{${WIDEST_GAP + 1}}`, 'u');

/** Superscripts, ™ and ½ stay as they are: doses and areas would change their meaning. */
export function openText(source: string): OpenedText {
  const seams = new Map(matchesOf(source, parted).map(({ index, 0: seam }) => [index, seam.length]));
  const isPlain = plain.test(source) && !source.includes('\u00A0') && source.search(invisible) === -1;
  if (isPlain && seams.size === 0 && !tooWide.test(source))
    return { text: source, origin: undefined, sourceLength: source.length };
  let text = '';
  const origin: number[] = [];
  let [seamEnd, blanks] = [0, 0];
  for (const match of source.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
    const [cluster] = match;
    seamEnd = Math.max(seamEnd, match.index + (seams.get(match.index) ?? 0));
    if (match.index < seamEnd) continue;
    const visible = cluster.replaceAll(invisible, '');
    const opened = worth.test(visible) ? visible.normalize('NFKC') : visible;
    blanks = gap.test(opened) ? blanks + 1 : opened === '' ? blanks : 0;
    if (blanks > WIDEST_GAP) continue;
    for (let unit = 0; unit < opened.length; unit += 1)
      origin.push(opened.length === cluster.length ? match.index + unit : match.index);
    text += opened;
  }
  origin.push(source.length);
  return { text, origin, sourceLength: source.length };
}

/** The stretch of the source that a stretch of the opened text stands for. */
export function toSource<T extends { start: number; end: number }>(opened: OpenedText, span: T): T {
  const { origin } = opened;
  if (!origin) return span;
  return { ...span, start: origin[span.start] ?? 0, end: origin[span.end] ?? opened.sourceLength };
}
