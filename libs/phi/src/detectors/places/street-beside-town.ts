import { town } from '../../words/towns.js';
import { wordKind } from '../../words/ordinary-words.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { isMeasured } from '../numbers/measures.js';
import { matchesOf } from '../../text/matches-of.js';

const TOWN =
  '(?<town>\\p{Lu}\\p{Ll}[\\p{L}./-]+)(?:[ -](?:am|an der|im|in|bei|ob der|\\(?\\p{Lu}[\\p{L}./-]+\\)?)){0,3}';
/** `4020 Linz, Weberstätte 6`: the street behind, whatever it is called. */
const behind = new RegExp(
  `(?<![\\d.,/\\p{L}-])(?<code>(?:(?:D|A|CH|I)[-\\s]{1,2})?\\d{4,5}\\s${TOWN})\\s?[,·;|–]\\s?(?<street>\\p{Lu}[\\p{L}.'’-]+(?:[ ][\\p{L}.'’-]+){0,3}[ ]\\d{1,4}\\s?[a-z]?(?!\\p{L}|[\\d.,:]\\d))`,
  'dgu',
);
/** `wh. 5071 Wullers`: a word in front says that somebody lives there. */
const ledTo = new RegExp(
  `(?<!\\p{L})(?:wh\\.|whft\\.?|wohnh\\.|wohnhaft(?: in)?|Adr\\.|Adresse|Anschrift|Wohnort|PLZ(?:[,/]\\s?Ort)?)\\s?:?\\s{0,3}(?<code>(?:(?:D|A|CH|I)[-\\s]{1,2})?\\d{4,5}\\s${TOWN})`,
  'dgu',
);

/** Postcode and town that a street or a word for living proves, and the street behind them. */
export const streetBesideTown: Detector = (text): Span[] => [
  ...matchesOf(text, behind).flatMap((match) => {
    const { code, street } = match.indices!.groups!;
    return mayBeTown(match.groups!['town']!) && !isMeasured(text, street![1])
      ? [span(code!, 'city', 'city.postcode'), span(street!, 'street', 'street.postcode')]
      : [];
  }),
  ...matchesOf(text, ledTo).flatMap((match) => {
    const { code } = match.indices!.groups!;
    return mayBeTown(match.groups!['town']!) ? [span(code!, 'city', 'city.postcode')] : [];
  }),
];

const mayBeTown = (word: string) => town(word) !== 'no' || wordKind(word) !== 'written';

const span = ([start, end]: readonly [number, number], label: 'city' | 'street', reason: string): Span => ({
  start,
  end,
  label,
  confidence: 0.7,
  reason,
});
