import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

const MONTH = '(?:Januar|Jänner|Februar|Feber|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)';
/** Where no first name stands: `Im August`, `vom Mai des Vorjahres`. */
const month = new RegExp(
  `(?<=(?<!\\p{L})(?:[Ii]m|[Vv]om|[Ss]eit(?:\\sdem)?|[Bb]is(?:\\szum)?|[Aa]b|[Ee]nde|[Mm]itte|[Aa]nfang|[Dd]iesen|[Ll]etzten|[Nn]ächsten|[Vv]ergangenen|[Kk]ommenden|[Vv]origen)\\s)${MONTH}(?![\\p{L}-])`,
  'dgu',
);
const week = new RegExp(`(?:\\d\\.\\s?)?(?<!\\p{L})${MONTH}(?:woche|hälfte|mitte|anfang|ende)(?!\\p{L})`, 'dgu');
const FEAST =
  'Silvester|Neujahr|Heiligabend|Karfreitag|Karneval|Nikolo|Krampus|Stefanitag|Stephanitag|Lichtmess|Mariä Lichtmess|Mariä Himmelfahrt|Mariä Empfängnis|Erntedank|Halloween|Dreikönig|Peter und Paul|Schulbeginn|Ferragosto|Bettag|Sechseläuten|Fasnacht|Fastnacht';
const feast = new RegExp(`(?<!\\p{L})(?:${FEAST}|${FEAST.toUpperCase()})(?!\\p{L})`, 'dgu');

/** Months behind a preposition, weeks of a month, feasts. */
export const plainMonths: Detector = (text) => [
  ...spansOf(text, month, 'date', 0.5, 'date.month'),
  ...spansOf(text, week, 'date', 0.5, 'date.month'),
  ...spansOf(text, feast, 'date', 0.5, 'date.feast'),
];
