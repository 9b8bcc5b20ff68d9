import { isFormLabel } from '../../words/form-labels.js';
import { isGuarded } from '../../words/guard.js';
import { isMedicalWord } from '../../words/compounds.js';
import { wordKind } from '../../words/ordinary-words.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { PARTICLES } from './particles.js';
import { matchesOf } from '../../text/matches-of.js';

const greeting =
  /(?:(?<!\p{L})[Gg]r(?:ü|u)(?:ß|ss)(?:en?|e?s)?(?!\p{L})|Hochachtungsvoll|MfG|[Ss]incerely|[Rr]egards|(?<!\p{L})(?:Ihre?|Euer|Dein)(?=[ \t]*\n))[^\n]{0,40}\n/gu;
const LINES = 7;
/** A line of nothing but a family name, also with who typed it. */
const alone = new RegExp(
  `^[ \\t]*(?:(?:gez\\.|i\\.\\s?[AV]\\.)\\s*)?(?<value>(?:${PARTICLES}\\s)?\\p{Lu}[\\p{L}'’]{1,20}(?:-\\p{Lu}[\\p{L}'’]{1,20}){0,2})(?:[ \\t]*|[ \\t]*[/,(][^\\n]{0,20}|[ \\t]{2,}[^\\n]*)$`,
  'u',
);
/** `Chr. Sommer`, `K.-H. Wald`; in columns too. */
const initialled = new RegExp(
  `(?<![\\p{L}\\d.-])(?<initials>(?:\\p{Lu}\\p{Ll}{0,6}\\.[ -]?){1,3})(?<value>(?:${PARTICLES}\\s)?\\p{Lu}[\\p{L}'’]{2,20}(?:-\\p{Lu}[\\p{L}'’]+){0,2})(?!\\p{L}|\\.)`,
  'dgu',
);
/** What is cut short in a signature and is nobody's first name. */
const noInitial =
  /^(?:Dr|DDr|Prof|Priv|Doz|Dipl|Mag|Prim|Med|Univ|Ltd|Ltr|Lt|Leit|Abt|Abtlg|Tel|Nr|Str|Klin|St|Sekr|Anl|Inh|Ass|Assist|Sr|Fr|Hr|Frl|Stv|Stellv|Chir|Inn|Gyn|Kard|Neurol|Allg|Facharzt|Fach|Ober|Ärztl|Bl|Psych|Zus|Geb|Pat|Pfl|Hz|Bez|Stat|Tgl|Tbl|Inj|Vers|Diagn|Ther|Z|Best|Kop|Verteil|Ggf|Evtl|Bzw|Ca|Vgl)$/u;
const noFamily =
  /^(?:\p{L}*(?:arzt|ärztin|ärzte|schwester|pfleger|leitung|leiter|leiterin|direktor|direktorin|psychologin?|psychologe|therapeut|therapeutin|assistent|assistentin|chirurg|chirurgin|loge|login|klinik|klinikum|abteilung|zentrum|praxis|ambulanz|station|medizin|chirurgie|logie|iatrie|pädie)|Anlagen?|Verteiler|Kopien?|Seite|Leitung|Anhang|Befund|Ende|Danke|Dank|Nachrichtlich|Durchschlag|PJ|Internist(?:in)?|Vertretung|Auftrag|Diktat|Stempel|Unterschrift|Datum|Institut|Stellvertret\p{L}*|Sekretariat|Facharzt|Ihr|Ihre|Euer|Dein|Deine|Mit|Und|Herzlichst?|Team|Bericht|Elektronisch)$/u;
const LAST_LINES = 8;

/** Whoever signs: a family name alone under the greeting, an initial and a name in one of the columns. */
export const signedNames: Detector = (text) => {
  const zones = matchesOf(text, greeting).map(({ index, 0: match }) => {
    const start = index + match.length;
    return { start, end: endOfLines(text, start, LINES), isGreeted: true };
  });
  zones.push({ start: startOfLast(text, LAST_LINES), end: text.length, isGreeted: false });
  return zones.flatMap(({ start, end, isGreeted }) => [
    ...(isGreeted ? aloneIn(text, start, end) : []),
    ...matchesOf(text.slice(start, end), initialled).flatMap((match): Span[] => {
      const initials = match.groups!['initials']!.match(/\p{L}+/gu) ?? [];
      const word = /\p{Lu}[^\s]*$/u.exec(match.groups!['value']!)?.[0] ?? '';
      if (initials.some((initial) => noInitial.test(initial)) || noFamily.test(word) || isFormLabel(word)) return [];
      const at = start + match.index + match[0].length;
      if (!isGreeted && (initials.some((initial) => initial.length > 1) || isGuarded(text, at - word.length, at)))
        return [];
      if (!isGreeted && (!columnBefore.test(text.slice(0, start + match.index).slice(-6)) || isThing(word))) return [];
      return [signed(start + match.index, start + match.index + match[0].length)];
    }),
  ]);
};

const columnBefore = /(?:^|\n|\s{2}|\t|[/&|,;]\s?)$/u;
const isThing = (word: string) => wordKind(word) === 'written' || isMedicalWord(word.toLowerCase());

function aloneIn(text: string, start: number, end: number): Span[] {
  let at = start;
  let seen = 0;
  for (const line of text.slice(start, end).split('\n')) {
    const match = alone.exec(line);
    if (line.trim() !== '') seen += 1;
    if (seen > 3) break;
    const value = match?.groups?.['value'];
    if (value) {
      const word = /\p{Lu}[^\s]*$/u.exec(value)![0];
      const from = at + line.indexOf(value);
      if (!noFamily.test(word) && !isFormLabel(word) && (word.length <= 9 || !isThing(word)))
        return [signed(from, from + value.length)];
    }
    at += line.length + 1;
  }
  return [];
}

const signed = (start: number, end: number): Span => ({
  start,
  end,
  label: 'name',
  confidence: 0.7,
  reason: 'name.signed',
});

function endOfLines(text: string, start: number, lines: number): number {
  let at = start;
  for (let i = 0; i < lines; i += 1) {
    const next = text.indexOf('\n', at);
    if (next < 0) return text.length;
    at = next + 1;
  }
  return at;
}

function startOfLast(text: string, lines: number): number {
  let at = text.trimEnd().length;
  for (let i = 0; i < lines && at > 0; i += 1) at = text.lastIndexOf('\n', at - 1);
  return Math.max(0, at);
}
