import type { Span } from '../span.js';
import { firstName } from '../words/first-names.js';
import { isGuarded, readsAsMedicine } from '../words/guard.js';
import { lastName } from '../words/last-names.js';
import { isOrdinaryWord, isWrittenWord } from '../words/ordinary-words.js';
import type { Detector } from './match.js';
import { spansOf } from './match.js';

const PARTICLE =
  "(?:von der|von und zu|von|vom|van der|van den|van|zu|zur|de la|de|del|di|da|dos|el|al|ben|bin|ter|Freiherr von|Graf von|Graf|Mc|Mac|O[’'])";
const PART = "(?:\\p{Lu}(?:\\p{L}|['’](?=\\p{Lu}))+(?:[-‐]\\s?\\p{Lu}\\p{L}+)*|\\p{Lu}\\.)";
/** A name may go on in the next line, unless that line begins with a label. */
const GAP = '(?:[ \\t]+|[ \\t]*\\n[ \\t]*(?![^\\n]{0,24}:))';
const NAME = `(?:${PARTICLE}\\s)?${PART}(?:${GAP}(?:${PARTICLE}\\s)?${PART}){0,3}`;
const TITLE =
  '(?:Univ\\.-?\\s?)?(?:apl\\.\\s?|[Aa]o\\.\\s?)?(?:Prof\\.|Prim\\.|Doz\\.|DDr\\.|Drs\\.|Ass\\.|OT|Professor(?:in)?|Priv\\.-?\\s?Doz\\.|PD|Dres\\.|Dr\\.|Dipl\\.-\\p{L}+\\.|Mag\\.|OA|OÄ|Oberarzt|Oberärztin|CA|CÄ|Chefarzt|Chefärztin|LOA|LOÄ|AA|AÄ|DGK[SPB]|MTA|Stationsleitung|Assistenzarzt|Assistenzärztin|FA|FÄ|Facharzt|Fachärztin|Schwester|Sr\\.|Pfleger|Consultant|Nurse)(?:in)?';
const MORE =
  '(?:\\s*(?:D?Dr\\.|med\\.|med(?!\\p{L})|univers?\\.|Doz\\.|rer\\.|nat\\.|dent\\.|phil\\.|habil\\.|h\\.\\s?c\\.|univ\\.|Dipl\\.-\\p{L}+\\.|PhD|MBA|Prof\\.|PD|MSc|BSc|M\\.\\s?Sc\\.),?)*';
const PERSON =
  '(?:Herrn?|Frau|Hr\\.|Fr\\.|Frl\\.|Mr\\.?|Mrs\\.?|Ms\\.?|Miss|Familie|Patient(?:in)?(?:en)?|Pat\\.?|Ehefrau|Ehemann|Ehegatte|Tochter|Sohn|Mutter|Vater|Bruder|Schwester|Betreuer(?:in)?|Kollege|Kollegin)';

const titled = new RegExp(`(?<!\\p{L})(?:${TITLE})${MORE}:?\\s+(?<value>${NAME})`, 'gud');
const addressed = new RegExp(
  `(?<!\\p{L})${PERSON}(?:\\s+(?:${TITLE})${MORE})?\\s+(?<value>${NAME}(?:\\s?,\\s?${NAME}(?=\\s*[,(]|\\s+geb))?)`,
  'gud',
);
/** `Drs. Sauer und Berg`, `die Herren Sauer und Berg`: the title stands for both. */
const both = new RegExp(
  `(?<!\\p{L})(?:Drs\\.|Dres\\.|Herren|Damen|Eheleute|OÄe|Kollegen)${MORE}\\s+(?<value>${NAME}(?:\\s?,\\s?${NAME})*\\s(?:und|u\\.|&|and)\\s(?:${PARTICLE}\\s)?${PART})`,
  'gud',
);
const labelled = new RegExp(
  `(?<!\\p{L})(?:Patient(?:in)?(?:en)?(?:name)?|Pat\\.?(?:-?Name)?|PATIENT(?:IN)?|NAME|Name|Nachname|Vorname|Familienname|Geburtsname|Surname|Forename|First name|Last name|\\d\\.\\s?Unters(?:ucher)?\\.?|Unters(?:ucher(?:in)?)?\\.?|Assist(?:enz)?\\.?|Endoskopeur|Endoscopist|Pflege|Anästhesist(?:in)?|Orthoptist(?:in)?|Arzt|Ärztin|Hausarzt|Hausärztin|Überweiser|Einsender|Zuweiser|Befunder|Bearbeiter|Diktat|Validiert von|Freigegeben von|Ansprechpartner|Sekretariat|gez\\.|geb\\.|RE|Physician|Referred by|Dictated by)\\s*[:.]?\\s*(?:(?:Herrn?|Frau|${TITLE})${MORE}\\s+)*(?<value>${NAME}(?:\\s?,\\s?${NAME})?)`,
  'gud',
);
const comma = new RegExp(
  `(?<!\\p{L})(?<value>${PART}(?:[ -]${PART})?\\s?,\\s?${PART}(?:\\s${PART})?)(?=\\s*,?\\s*\\(?(?:\\*|geb|DOB|born|wohnhaft|\\d{1,2}\\.\\d{1,2}\\.))`,
  'gud',
);
const bornAfter = new RegExp(
  `(?<!\\p{L})(?<value>${NAME})(?=\\s*,?\\s*(?:\\(\\s*)?(?:geb[.:]+|geboren|\\*|DOB:?|born)\\s*(?:am\\s*)?\\d)`,
  'gud',
);
/** A name alone on its line above a street or a postcode: whom a letter goes to. */
const block = new RegExp(
  `(?<=^|\\n)[ \\t]*(?:(?:Herrn?|Frau|Familie)[ \\t\\n]+)?(?:(?:${TITLE})${MORE} +)?(?<value>${PART}(?: (?:${PARTICLE} )?${PART}){1,2})[ \\t]*\\n(?=(?:[^\\n]{3,40}\\n)?[ \\t]*(?:[A-Z]{1,2}-)?\\d{4,5} \\p{Lu})`,
  'gud',
);
const greeting = new RegExp(
  `(?<!\\p{L})(?:[Ll]iebe[rs]?|[Gg]eehrte[rs]?|[Ww]erte[rs]?|Dear)(?:\\s(?:Frau|Herrn?|Mr\\.?|Mrs\\.?|Ms\\.?))?(?:\\s(?:${TITLE})${MORE})?\\s(?<value>${NAME})(?=\\s*[!,\\n])`,
  'gud',
);
const nameLine = new RegExp(`^[ \\t]*(?<value>${PART}(?: +(?:${PARTICLE} )?${PART}){1,3})[ \\t]*$`, 'gmud');
const signature =
  /(?:[Gg]rü(?:ß|ss)en?|Hochachtungsvoll|Grüße|MfG|[Ss]incerely|[Rr]egards|_{6,}|i\.\s?A\.|i\.\s?V\.|gez\.)[^\n]*\n(?<value>(?:[^\n]*\n?){1,7})/dgu;
/** `Brunzli B. Dr.`, `Ida Fuß, Dr. med.` */
const titleAfter = new RegExp(
  `(?<![\\p{L}-])(?<value>${PART}(?: ${PART}){1,2})(?=,?[ \\t]+(?:Dr\\.|MBA|MSc|BSc|PhD|Ph\\.D|M\\.?D\\.?)(?!\\p{L}))`,
  'gud',
);
/** What stands before or behind a name; a rare title narrows down as much as a name. */
const titles = new RegExp(
  `(?<!\\p{L})(?:(?:Univ|U[rn]iv|[Aa]o|apl|Prof|Prim|Priv|Doz|D?Dr|Drs|Dres|Mag|Dipl)\\.[\\s-]{0,2}|PD\\.?\\s|Priv\\.?-?\\s?Doz\\.\\s?|med\\.(?=\\s?\\p{Lu}|univ)\\s?|univ(?:ers?)?\\.\\s?){1,5}(?:(?:med|rer|nat|dent|phil|habil|univ|univers|univer|h\\.\\s?c)\\.?(?!\\p{L})\\s?)*|(?<!\\p{L})(?:DGK[SPB]|MBA|PhD|MSc|BSc)(?!\\p{L})`,
  'gud',
);
const part = new RegExp(`(?<![\\p{L}-])${PART}(?![\\p{L}])`, 'gud');
const initials = /(?<!\p{L})(?<value>\p{Lu}\.\s?(?:-\s?)?\p{Lu}\.(?:\s?\p{Lu}\.)?)(?=\s*(?:,|\)|$|\n|geb))/dgu;

/** True for a capitalised word that may be somebody's: no word of the language, no medicine at this place. */
export function mayBeName(text: string, start: number, end: number): boolean {
  const word = text.slice(start, end);
  if (
    word.replaceAll(/[^\p{L}]/gu, '').length < 2 ||
    /^(?:Bek|Mio|Stad|Abs|Lt|Bzw)$/u.test(word) ||
    /^Pat(?:ient(?:in|en)?)?\.?$/u.test(word)
  )
    return false;
  if (isGuarded(text, start, end) && readsAsMedicine(text, start, end)) return false;
  return !isOrdinaryWord(word);
}

/** Behind `Herr` or `Dr.` even a word of the language is a name, unless it is an office or the beginning of another sentence. */
const office =
  /^(?:Koll[eg].*|Doktor.*|Professor.*|Patient.*|Pat|.*arzt|.*ärztin|.*ärzte|Dipl|Mag|Prof|Dr|Med|Univ|Direktor.*|Chef.*|Ober.*|Leiter.*|Facharzt|Fachärztin|Dienst.*|Konsil.*|Kinder|Frauen|Herr.*|Frau.*|Innere|Klinik.*|Abteilung.*|Praxis.*|Name|Befund|Uni.*|FA|OA|CA|AA|Stad|Anamnese|Diagnose.*|Therapie.*|Aufnahme|Untersuchung.*)$/u;
const STRONG: ReadonlySet<string> = new Set(['name.title', 'name.address', 'name.post-title', 'name.born']);
/** With a birth date, an address or a greeting behind it every word of the stretch is the name. */
const CERTAIN: ReadonlySet<string> = new Set(['name.comma', 'name.born', 'name.block', 'name.greeting', 'name.both']);
const ends = /^(?:[ \t]*(?:[,;(*\n!/]|$|geb|\t|\d|PhD|MBA|Dr\.)|\s{2})/u;
const towards = /^(?:zur?|vom|zum)\s/u;
const weak =
  /^(?:Patient|Pat|Ehe|Tochter|Sohn|Mutter|Vater|Bruder|Kolleg|Betreuer|Familie|OA|OÄ|CA|CÄ|AA|AÄ|FA|FÄ|LOA|LOÄ|Schwester|Pfleger|Fach|Ober|Chef|Assistenz|Sr|Fr\.\s*\n)/u;

/** Words of a stretch that are not the language's own; a cue in front of it makes even ordinary words names. */
function namesWithin(text: string, { start, end, ...rest }: Span, hasCue: boolean): Span[] {
  const cued = hasCue && !towards.test(text.slice(start, end));
  const strong = STRONG.has(rest.reason);
  const words = spansOf(text.slice(start, end), part, 'name', rest.confidence, rest.reason);
  const all = words.map((span) => ({ ...span, start: span.start + start, end: span.end + start }));
  const own = all.filter((span, i) => {
    const word = text.slice(span.start, span.end);
    if (CERTAIN.has(rest.reason) && !office.test(word)) return true;
    const first = i === 0 || (i === 1 && firstName(text.slice(all[0]!.start, all[0]!.end)) !== 'no');
    if (strong && first && cued && !office.test(word) && !(isWrittenWord(word) && weak.test(before(text, start))))
      return true;
    if (isGuarded(text, span.start, span.end) && readsAsMedicine(text, span.start, span.end)) return false;
    return (
      mayBeName(text, span.start, span.end) ||
      (cued && !isWrittenWord(word)) ||
      firstName(word) !== 'no' ||
      (cued && lastName(word) !== 'no')
    );
  });
  // one word of a short stretch is somebody's, so its neighbours are as well: `Dr. med. Krona Herz`
  const lineEnd = start + (/\n|$/u.exec(text.slice(start, end))?.index ?? 0);
  const line = all.filter((span) => span.end <= lineEnd);
  const whole = cued && own.some((span) => span.end <= lineEnd) && line.length <= 3;
  const kept =
    whole && ends.test(text.slice(lineEnd, lineEnd + 8))
      ? all.filter(
          (span) => own.includes(span) || (line.includes(span) && !office.test(text.slice(span.start, span.end))),
        )
      : own;
  return kept.map((span) => ({
    ...span,
    start: span.start - (initialsBefore.exec(text.slice(start, span.start))?.[0].length ?? 0),
    end: span.end + (initialsAfter.exec(text.slice(span.end, span.end + 8))?.[0].length ?? 0),
  }));
}

/** Initials and particles belong to the name beside them. */
const initialsBefore = new RegExp(`(?:(?:\\p{Lu}\\.|${PARTICLE})[\\s-]*)+$`, 'u');
const initialsAfter = /^\s\p{Lu}\.(?!\s?\p{Ll})/u;
const cueWord = /(?:^|\s)(\S+)\s+$/u;
const before = (text: string, at: number) => cueWord.exec(text.slice(Math.max(0, at - 24), at))?.[1] ?? '';

/** Names by cue, shape, list and position. Recall comes first; the guard list keeps what is medicine. */
export const names: Detector = (text) => {
  const cued = [
    ...spansOf(text, titled, 'name', 0.9, 'name.title'),
    ...spansOf(text, addressed, 'name', 0.9, 'name.address'),
    ...spansOf(text, block, 'name', 0.8, 'name.block'),
    ...spansOf(text, greeting, 'name', 0.85, 'name.greeting'),
    ...spansOf(text, both, 'name', 0.9, 'name.both'),
    ...spansOf(text, labelled, 'name', 0.9, 'name.label'),
    ...spansOf(text, comma, 'name', 0.85, 'name.comma'),
    ...spansOf(text, bornAfter, 'name', 0.9, 'name.born'),
    ...spansOf(text, titleAfter, 'name', 0.85, 'name.post-title'),
  ].flatMap((span) => namesWithin(text, span, true));
  const signed = spansOf(text, signature, 'name', 0.7, 'name.signature').flatMap((span) => [
    ...namesWithin(text, span, false),
    ...spansOf(text.slice(span.start, span.end), nameLine, 'name', 0.7, 'name.signature').flatMap((line) =>
      namesWithin(text, { ...line, start: line.start + span.start, end: line.end + span.start }, true),
    ),
  ]);
  return [
    ...cued,
    ...signed,
    ...listed(text),
    ...spansOf(text, initials, 'name', 0.4, 'name.initials'),
    ...spansOf(text, titles, 'title', 0.8, 'title'),
  ];
};

/** First names, the word behind them, and family names that are nothing else. */
function listed(text: string): Span[] {
  const words = spansOf(text, part, 'name', 0.6, 'name.list');
  return words.flatMap((span, i) => {
    const word = text.slice(span.start, span.end);
    if (/^(?:\p{Lu}{2,3}|[IVX]+[a-c]?)$/u.test(word)) return [];
    if (isGuarded(text, span.start, span.end) && readsAsMedicine(text, span.start, span.end)) return [];
    const next = words[i + 1];
    const beside = next && /^ +(?:v(?:on|an) +)?$/u.test(text.slice(span.end, next.start)) ? next : undefined;
    if (firstName(word) !== 'no' && beside && mayBeName(text, beside.start, beside.end)) return [span, beside];
    // `Ida Fuß, Dr. med.`: alone on its line, a common noun behind a first name is a family name
    if (firstName(word) === 'yes' && beside && isAlone(text, span.start, beside.end)) return [span, beside];
    if (firstName(word) === 'yes' && !isWrittenWord(word)) return [span];
    return lastName(word) === 'yes' ? [span] : [];
  });
}

const isAlone = (text: string, start: number, end: number) =>
  /(?:^|\n)[^\p{L}\n]*$/u.test(text.slice(Math.max(0, start - 12), start)) &&
  /^[ \t]*(?:,|\n|$)/u.test(text.slice(end, end + 6));
