import type { Span } from '../../span.js';
import { isMedicalWord } from '../../words/compounds.js';
import { firstName } from '../../words/first-names.js';
import { isFormLabel } from '../../words/form-labels.js';
import { isClassification, isGuarded, isOfEponym, readsAsMedicine } from '../../words/guard.js';
import { isAdministered } from '../../words/administered.js';
import { isMaker } from '../../words/made-by.js';
import { lastName } from '../../words/last-names.js';
import { hasThingEnding, isOrdinaryWord, isWrittenWord, wordKind } from '../../words/ordinary-words.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import {
  PARTICLE,
  acting,
  actingShort,
  departments,
  foreignParticle,
  pairOf,
  titled,
  addressed,
  both,
  labelled,
  comma,
  bornAfter,
  block,
  greeting,
  nameLine,
  signature,
  titleAfter,
  titles,
  colon,
  capitals,
  agedName,
  related,
  onBehalf,
  part,
  initials,
  cuedInitials,
} from './name-shapes.js';

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
  return (
    !isOrdinaryWord(word) &&
    !isOfEponym(word) &&
    !isClassification(text, start, end) &&
    !isMaker(text, start, end) &&
    !isAdministered(text, start, end)
  );
}

/** Behind `Herr` or `Dr.` even a word of the language is a name, unless it is an office or the beginning of another sentence. */
const office =
  /^(?:Nr|ID|Koll[eg].*|Doktor.*|Professor.*|Patient.*|Pat|.*arzt|.*ärztin|.*ärzte|Dipl|Mag|Prof|Dr|Med|Univ|Direktor.*|Chef.*|Ober.*|Leiter.*|Facharzt|Fachärztin|Dienst.*|Konsil.*|Kinder|Frauen|Herr.*|Frau.*|Innere|Klinik.*|Abteilung.*|Praxis.*|Name|Befund|Uni.*|FA|OA|CA|AA|Stad|Anamnese|Diagnose.*|Therapie.*|Aufnahme|Untersuchung.*|Dictated|Registrar|Surgeon|\p{L}+ologist)$/u;
const STRONG: ReadonlySet<string> = new Set(['name.title', 'name.address', 'name.post-title', 'name.born']);
/** With a birth date, an address or a greeting behind it every word of the stretch is the name. */
const CERTAIN: ReadonlySet<string> = new Set(['name.comma', 'name.born', 'name.block', 'name.greeting', 'name.both']);
const ends = /^(?:[ \t]*(?:[,;(*\n!/]|$|geb|\t|\d|PhD|MBA|D?Dr\.|Prof|PD|OA|OÄ|FA|FÄ)|\s{2})/u;
const towards = /^(?:zu|zur|vom|zum)\s/u;
const weak =
  /^(?:Patient|Pat|Ehe|Tochter|Sohn|Mutter|Vater|Bruder|Kolleg|Betreuer|Familie|OA|OÄ|CA|CÄ|AA|AÄ|FA|FÄ|LOA|LOÄ|Schwester|Pfleger|Fach|Ober|Chef|Assistenz|Sr|Fr\.\s*\n)/u;

/** What the next field of the line is called: `Dr. Kranz  Ass.: Oda`. */
const anotherLabel =
  /^(?:Ass|Assist|PJ|Visum|Direktwahl|Durchwahl|Garant|Police|Typ|Grad|[IVX]{1,4}[a-c]|\p{L}{4,}(?:ologist|iatrist))$/u;

/** `Kolon-Ca`, `Eingangs-Nr`: behind a relative or a patient stands what they have. */
const withAcronym = /\p{Ll}-(?:Ca|Nr|OP|ID|Tx|CT|MRT|EUS|PE|LK)$/u;

/** Words of a stretch that are not the language's own; a cue in front of it makes even ordinary words names. */
function namesWithin(text: string, { start, end, ...rest }: Span, hasCue: boolean): Span[] {
  // `Dr. zu Trübmaier` is called so, `Frau zur Untersuchung` comes to it
  const goal = /^zu\s(?<word>\p{L}+)/u.exec(text.slice(start, end))?.groups?.['word'];
  const isCalled = rest.reason === 'name.title' && goal !== undefined && !['written', 'noun'].includes(wordKind(goal));
  const cued = hasCue && (isCalled || !towards.test(text.slice(start, end)));
  const abbreviated = /^\p{Lu}\.\s/u.test(text.slice(start, end));
  const strong = STRONG.has(rest.reason) || (cued && abbreviated);
  const words = spansOf(text.slice(start, end), part, 'name', rest.confidence, rest.reason);
  const all = words.map((span) => ({ ...span, start: span.start + start, end: span.end + start }));
  const lineEnd = start + (/\n|$/u.exec(text.slice(start, end))?.index ?? 0);
  const own = all.filter((span, i) => {
    const word = text.slice(span.start, span.end);
    if (isFormLabel(word) || withAcronym.test(word) || anotherLabel.test(word)) return false;
    if (i > 0 && cued && joining.test(text.slice(start, span.start))) return true;
    // `Ihrer Maria Kranz, geb.`: words of the language in front of two others are none of the name
    if (
      CERTAIN.has(rest.reason) &&
      !office.test(word) &&
      !(i < all.length - 2 && isWrittenWord(word) && !/^(?:V[AO]N|DE[RN]|ZUR?)$/u.test(word))
    )
      return true;
    const first = i === 0 || (i === 1 && (abbreviated || firstName(text.slice(all[0]!.start, all[0]!.end)) !== 'no'));
    if (
      strong &&
      first &&
      cued &&
      (isLongSurname(word) || isLeftAlone(word, text.slice(span.end, span.end + 2))) &&
      person.test(text.slice(Math.max(0, start - 16), start))
    )
      return true;
    if (
      strong &&
      first &&
      cued &&
      isLeftOver(word) &&
      (abbreviated || !(isWrittenWord(word) && weak.test(before(text, start))))
    )
      return true;
    if (isGuarded(text, span.start, span.end) && (!cued || readsAsMedicine(text, span.start, span.end))) return false;
    return (
      mayBeName(text, span.start, span.end) ||
      (cued && span.start < lineEnd && mayBeCued(word, i)) ||
      firstName(word) !== 'no' ||
      (cued && lastName(word) !== 'no')
    );
  });
  // one word of a short stretch is somebody's, so its neighbours are as well: `Dr. med. Krona Herz`
  const line = all.filter((span) => span.end <= lineEnd);
  const whole = cued && own.some((span) => span.end <= lineEnd) && line.length <= 3;
  const kept =
    whole && ends.test(text.slice(lineEnd, lineEnd + 8))
      ? all.filter(
          (span) => own.includes(span) || (line.includes(span) && isLeftOver(text.slice(span.start, span.end))),
        )
      : own;
  return kept.map((span) => ({
    ...span,
    start: span.start - (initialsBefore.exec(text.slice(start, span.start))?.[0].length ?? 0),
    end: span.end + (initialsAfter.exec(text.slice(span.end, span.end + 8))?.[0].length ?? 0),
  }));
}

/** A family name may be a word of medicine (`Dr. Krona Herz`), but not a long one. */
const LONG = 12;
const isLeftOver = (word: string) =>
  !office.test(word) && (word.length < LONG || isDoubleName(word) || !['formed', 'written'].includes(wordKind(word)));

const person = /(?<!\p{L})(?:Herrn?|Frau|Hr\.|Fr\.|Dr\.|Prof\.|Dr\. ?med\.)[ \t\n]*$/u;
/** `Dr. Seidenstücker`: two words of the language make a long family name as well, but none of medicine and none that ends as things do. */
const isLongSurname = (word: string) =>
  wordKind(word) === 'formed' &&
  !office.test(word) &&
  !word.includes('-') &&
  !isMedicalWord(word.toLowerCase()) &&
  !hasThingEnding(word);

/** `Herr Schwarzfischer wurde`: an adjective has its noun behind it. */
const isLeftAlone = (word: string, after: string) =>
  /(?:isch|lich|ig|los)er$/u.test(word) &&
  !/^[ \t]\p{Lu}/u.test(after) &&
  !isWrittenWord(word) &&
  !isMedicalWord(word.toLowerCase());

/** `Berger-Weiß`, long as it is. */
const isDoubleName = (word: string) => {
  const parts = word.split('-');
  return parts.length === 2 && parts.every((part) => part.length < LONG && wordKind(part) !== 'written');
};

/** Behind a cue nouns are names as well, unless they are of medicine or made as no name is. */
function mayBeCued(word: string, index: number): boolean {
  const kind = wordKind(word);
  return (
    kind === 'unknown' ||
    (index < 3 && (kind === 'noun' || (kind === 'formed' && (word.length <= 12 || isDoubleName(word)))))
  );
}

/** Whatever stands behind a particle in the middle of a name. */
const joining =
  /(?:^|\s)(?:von|von der|van|van der|van den|bin|Bin|ibn|Ibn|abu|Abu|ten|Ten|ter|de|de la|del|el|El|al|Al|ben|Ben|Op de)\s$/u;

/** Initials and particles belong to the name beside them. */
const initialsBefore = new RegExp(`(?:(?:(?:\\p{Lu}|Ph|Th|Ch|St|Chr|Joh)\\.|${PARTICLE})[\\s-]*)+$`, 'u');
const initialsAfter = /^\s\p{Lu}\.(?!\s?\p{Ll})/u;
const cueWord = /(?:^|\s)(\S+)\s+$/u;
const before = (text: string, at: number) => cueWord.exec(text.slice(Math.max(0, at - 24), at))?.[1] ?? '';

/** `Lavage, Wundverschluss` above the next day's line, `Läsion, EM 22.11.2024`: things in a row, then a date. */
function isListed(text: string, { start, end }: Span): boolean {
  const [first = '', second = ''] = text.slice(start, end).split(/\s?,\s?/u);
  if (/^(?:ED|EM|OP|CT|MRT|ERCP|ÖGD|EUS|PET)$/u.test(second)) return true;
  const isThing = (words: string) => {
    const last = /\p{L}+$/u.exec(words)?.[0] ?? '';
    return isMedicalWord(last.toLowerCase()) || ['written', 'formed'].includes(wordKind(last));
  };
  const isNextLine = /^\s*\n\s*\d{1,2}\.\d{1,2}\.(?!\s?\d{2})/u.test(text.slice(end, end + 20));
  return isNextLine && (isThing(first) || isThing(second));
}

/** Names by cue, shape, list and position. Recall comes first; the guard list keeps what is medicine. */
export const names: Detector = (text) => {
  const cued = [
    ...spansOf(text, titled, 'name', 0.9, 'name.title'),
    ...spansOf(text, addressed, 'name', 0.9, 'name.address'),
    ...spansOf(text, block, 'name', 0.8, 'name.block'),
    ...spansOf(text, greeting, 'name', 0.85, 'name.greeting'),
    ...spansOf(text, both, 'name', 0.9, 'name.both'),
    ...spansOf(text, labelled, 'name', 0.9, 'name.label'),
    ...spansOf(text, comma, 'name', 0.85, 'name.comma').filter((span) => !isListed(text, span)),
    ...spansOf(text, bornAfter, 'name', 0.9, 'name.born'),
    ...spansOf(text, titleAfter, 'name', 0.85, 'name.post-title'),
    ...spansOf(text, acting, 'name', 0.8, 'name.acting'),
    ...spansOf(text, actingShort, 'name', 0.8, 'name.acting'),
    ...spansOf(text, pairOf, 'name', 0.7, 'name.pair'),
    ...spansOf(text, related, 'name', 0.8, 'name.related'),
    ...spansOf(text, agedName, 'name', 0.85, 'name.aged'),
    ...spansOf(text, onBehalf, 'name', 0.8, 'name.behalf'),
    ...spansOf(text, colon, 'name', 0.8, 'name.label'),
    ...spansOf(text, capitals, 'name', 0.9, 'name.comma'),
  ].flatMap((span) => namesWithin(text, span, true));
  const loosely = [...spansOf(text, departments, 'name', 0.6, 'name.department')].flatMap((span) =>
    namesWithin(text, span, false),
  );
  const signed = spansOf(text, signature, 'name', 0.7, 'name.signature').flatMap((span) => [
    ...namesWithin(text, span, false),
    ...spansOf(text.slice(span.start, span.end), nameLine, 'name', 0.7, 'name.signature').flatMap((line) =>
      namesWithin(text, { ...line, start: line.start + span.start, end: line.end + span.start }, true),
    ),
  ]);
  return [
    ...cued,
    ...loosely,
    ...signed,
    ...spansOf(text, foreignParticle, 'name', 0.7, 'name.particle').filter(
      ({ start, end }) => wordKind(/\S+$/u.exec(text.slice(start, end))?.[0] ?? '') !== 'written',
    ),
    ...spansOf(text, cuedInitials, 'name', 0.6, 'name.initials'),
    ...spansOf(text, initials, 'name', 0.4, 'name.initials'),
    ...spansOf(text, titles, 'title', 0.8, 'title'),
  ];
};
