import { holdsSpacedNumber } from './spaced-numbers.js';

const TITLE = String.raw`(?:Herrn?|HERRN?|Frau|FRAU|Mrs?\.|Dr\.(?:\s?(?:med|phil|rer|nat|univ|habil)\.)*|Prof\.)`;
const GAP = String.raw`[^\S\n]{1,3}`;
const INITIAL = String.raw`\p{Lu}\.[^\S\n]{0,3}`;
const PARTICLE = String.raw`(?:von|van|vom|zu|zum|zur|de|del|der|den|di|da|al|el)[^\S\n]{1,3}`;
/** Colleagues, also misread, and titles written out. */
const NOBODY = String.raw`(?!K[oOö][\p{L}|]{1,3}[eEo][gG]|Professor|PROFESSOR|Doktor|DOKTOR)`;
const NAME = String.raw`(?:\p{Lu}\p{Ll}{2,}|\p{Lu}{4,}(?!\p{Ll}))`;

/** Shapes that identify somebody whatever is known of the case. The verifier's own, simpler than the levels' rules. */
const shapes: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['date', /(?<![\d.,])(?:0?[1-9]|[12]\d|3[01])\s?[./-]\s?(?:0?[1-9]|1[0-2])\s?[./-]\s?(?:19|20)\d{2}(?!\d)/u],
  [
    'date-in-words',
    /(?<!\d)(?:0?[1-9]|[12]\d|3[01])[.\s-]\s?(?:Jan|Feb|M(?:ä|ae)rz|Mar|Apr|Mai|May|Jun|Jul|Aug|Sep|Okt|Oct|Nov|Dez|Dec)\p{L}*\.?[\s-]?(?:19|20)\d{2}(?!\d)/iu,
  ],
  ['international-phone', /(?<!\d)(?:\+|00)(?:49|43|41)[\s()/.-]?\d[\d\s()/.-]{6,}\d/u],
  ['short-date', /(?<![\d.,])(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.\d{2}(?![.,]?\d)/u],
  ['iso-date', /(?<!\d)(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)/u],
  // one digit is what a reader makes of a box's edge
  [
    'born',
    /(?:geb\.|geboren|\bDOB\b|D\.O\.B)[^\S\n]{0,3}(?:am)?[^\S\n]{0,3}:?[^\S\n]{0,3}(?:\d{2}|\d\s?[./-]\s?[\d\p{L}])/iu,
  ],
  // a reader may have lost the dot behind it
  ['e-mail', /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{2,}@[\p{L}\d-]{3,}/u],
  ['web', /(?:https?:\/\/|www\.)\S{4,}/iu],
  ['phone', /(?:Tel|Fax|Phone|Telefon)[.:]{0,2}[^\S\n]{0,4}\+?[\d(][\d()/.\- ]{5,}\d/iu],
  ['trunk-phone', /(?<![\d.,:/-])(?<!\d\s)0[1-9]\d{1,3}[ /-]{1,2}\d{2,}[\d /-]{2,}\d(?!\d)/u],
  ['insurance', /(?<![\p{L}\d])[A-Z]\d{9}(?!\d)/u],
  ['iban', /(?<![\p{L}\d])[A-Z]{2}\d{2}(?:[^\S\n]?\d{4}){4,7}/u],
  ['long-number', /(?<![\d.,])\d{7,}(?![\d.,]\d)/u],
  ['person', new RegExp(`${TITLE}(?:${GAP}${TITLE})*${GAP}(?:${INITIAL})?(?:${PARTICLE})*${NOBODY}${NAME}`, 'u')],
  ['street', /\p{Lu}\p{Ll}{2,}(?:stra(?:ß|ss)e|str\.|weg|allee|platz|gasse)\s+\d{1,4}(?!\d)/u],
  ['comma-name', /(?:Patient(?:in)?|Pat\.|Name)[^\S\n]{0,3}:[^\S\n]{0,4}\p{Lu}\p{Ll}{3,}\s?,/u],
];

/** The kinds of identifiers that a text seems to hold. */
export function genericIdentifiersIn(text: string): readonly string[] {
  const found = shapes.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
  return holdsSpacedNumber(text) ? [...found, 'spaced-number'] : found;
}
