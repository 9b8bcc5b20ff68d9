import { isWrittenWord, wordKind } from '../../words/ordinary-words.js';
import { town } from '../../words/towns.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

/** `Halle/S.`, `Neustadt/Wstr.`: a town and its river cut short. */
const onRiver = /(?<![\p{L}\d/-])(?<town>\p{Lu}\p{Ll}{3,})\/\p{Lu}\p{Ll}{0,4}\.(?!\p{L})/dgu;
const inCapitals = /(?<=(?<!\p{L})(?:IN|AUS|NACH)\s)\p{Lu}{4,}(?:-\p{Lu}{3,})?(?![\p{L}-])/dgu;
/** Where somebody was born, behind the day. */
const bornIn =
  /(?<=(?:geb\.|geboren|\*)\s?(?:am\s)?\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\s(?:in\s|zu\s)?)\p{Lu}\p{L}{2,}(?:-\p{Lu}\p{L}+)*(?=\s?[,;.)\n]|$)/dgu;
/** Allotments, camp sites, baths by their name. */
const outdoors =
  /(?<!\p{L})(?:Kleingarten(?:anlage)?|Schrebergarten|Gartenverein|Campingplatz|Freibad|Hallenbad|Spielplatz|Sportplatz|Turnhalle|Reitstall|Waldbad|Strandbad|Siedlung|Kolonie)\s\p{Lu}\p{L}{3,}(?:-\p{Lu}\p{L}+)*/dgu;
const WAY = '(?:Street|Road|Avenue|Lane|Drive|Close|Court|Crescent|Terrace|Gardens|Square|Row|Mews|Grove)';
/** A street without a number, and the house's name in front of it. */
const english = new RegExp(
  `(?<=(?:,|of|at|Address:?)\\s)(?:The\\s\\p{Lu}[\\p{L}'’]+(?:\\s\\p{Lu}[\\p{L}'’]+)?,\\s)?\\p{Lu}[\\p{L}'’]{2,}(?:\\s\\p{Lu}[\\p{L}'’]{2,})?\\s${WAY}(?!\\p{L})`,
  'dgu',
);

/** Towns and streets as they are written in haste, in capitals, or without a number. */
export const loosePlaces: Detector = (text) => [
  ...matchesOf(text, onRiver).flatMap((match) =>
    town(match.groups!['town']!) === 'no' && !isLedTo(text, match.index, match.groups!['town']!)
      ? []
      : [
          {
            start: match.index,
            end: match.index + match[0].length,
            label: 'city' as const,
            confidence: 0.6,
            reason: 'city.river',
          },
        ],
  ),
  ...spansOf(text, inCapitals, 'city', 0.6, 'city.capitals').filter(({ start, end }) => isTown(text.slice(start, end))),
  ...spansOf(text, bornIn, 'city', 0.6, 'city.born').filter(({ start, end }) => !isWrittenWord(text.slice(start, end))),
  ...spansOf(text, outdoors, 'city', 0.6, 'city.outdoors').filter(
    ({ start, end }) => !isWrittenWord(/\S+$/u.exec(text.slice(start, end))![0]),
  ),
  ...spansOf(text, english, 'street', 0.6, 'street.english'),
];

const isLedTo = (text: string, at: number, word: string) =>
  /(?<!\p{L})(?:in|aus|nach|von|bei)\s$/u.test(text.slice(Math.max(0, at - 6), at)) && wordKind(word) !== 'written';

/** `IN GUTEM ZUSTAND` */
const adjective = /\p{Ll}{2}em$/u;

function isTown(capitals: string): boolean {
  const word = capitals.charAt(0) + capitals.slice(1).toLowerCase();
  return town(word) === 'yes' || (wordKind(word) === 'unknown' && !adjective.test(word));
}
