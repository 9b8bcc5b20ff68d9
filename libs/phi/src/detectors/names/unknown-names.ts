import type { Span } from '../../span.js';
import { englishWords } from '../../words/english-dictionary.js';
import { firstName } from '../../words/first-names.js';
import { isClassification, isGuarded, readsAsMedicine } from '../../words/guard.js';
import { isKeptNoun } from '../../words/kept-words.js';
import { isAdministered } from '../../words/administered.js';
import { isMaker } from '../../words/made-by.js';
import { lastName } from '../../words/last-names.js';
import { isMedicalWord } from '../../words/compounds.js';
import { isOrdinaryWord, isWrittenWord } from '../../words/ordinary-words.js';
import type { Detector } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

/** A capitalised word and what is known of it. `unknown`: no word of the language, of medicine or of a list. */
interface Token {
  readonly start: number;
  readonly end: number;
  readonly word: string;
  readonly kind: 'unknown' | 'foreign' | 'first' | 'last' | 'noun' | 'fixed';
}

const capitalised = /(?<![\p{L}\p{M}\d-])\p{Lu}[\p{L}\p{M}'’]+(?:-\p{Lu}[\p{L}\p{M}'’]+)*(?![\p{L}\p{M}]|-\p{Ll})/gu;
/** Letters that German does not use: nobody capitalises such a word but as a name, eponyms apart. */
const foreignLetter = /[^A-Za-zÄÖÜäöüß'’-]/u;
/** What may stand between two parts of one name. */
const within =
  /^(?:\s|\s\p{Lu}\.\s|\s(?:von der|von dem|von|vom|van der|van den|van de|van|zu|zur|de la|de las|de los|de|del|della|di|da|dos|do|du|el|al|ben|bin|abu|ibn|ter|ten|op de|le|la|y|e|i|[Ff]reiherr von|[Gg]raf von|El|Al|Ben|Bin|Abu|Ibn|Ter|Ten|Op de|Le|La|De|Du|Mac|St\.)\s)$/u;
const particleBefore =
  /(?:von der|von dem|von|vom|van der|van den|van de|van|zur?|de la|de las|de los|de|del|della|di|da|dos|do|du|el|al|ben|bin|abu|ibn|ter|ten|op de|le|la|El|Al|Ben|Bin|Abu|Ibn|Ter|Ten|Op de|Le|Mac)\s$/u;
/** Particles that are written together with the name: `al-Rahman`, `d’Alembert`. */
const joined =
  /(?<![\p{L}\p{M}-])(?:(?:[Aa]l|[Ee]l|[Aa]d|[Aa]r|[Aa]sh?|[Aa]t|[Aa]z|[Ii]bn|[Bb]en)[-‐]|(?:[Dd]ell|[DdLlOoNnMm])['’])\p{Lu}[\p{L}\p{M}]+(?:-\p{Lu}\p{L}+)*/gu;
/** What people do, and what is done to them. */
export const human =
  /^,?\s(?:klagte?|berichtete?|gab|gibt|verneinte?|leidet|litt|stellte?|kam|kommt|tolerierte?|lehnte?|verträgt|vertrug|wünschte?|rauchte?|lebte?|wohnte?|arbeitete?|erschien|erlitt|nimmt|nahm|trinkt|trank|bemerkte|verspürte?|fühlte?|möchte|willigte|stimmte|wurde|wird|ist|war|hat|hatte|befand|befindet|erhielt|erhält|bekam|bekommt|schilderte?|beschreibt|beschrieb|konnte|kann|musste|will|wollte|verließ|blieb|hustet|ging|isst|schläft|stürzte|verstarb|starb|unterzog|einnimmt|und\s(?:seine|ihre|Familie)|selbst|jederzeit|unterschrieben|persönlich|telefonisch|fragte?|bat|bittet|dankte?|wartete?|holte?|bringt|brachte|übernimmt|pflegt|begleitet(?:e)?|betreut(?:e)?|hilft|kümmert|bestätigte?|unterschrieb|wünscht|sprach|spricht|meldete?|rief|arbeitet|studiert|besucht|trägt|weinte|erklärte?|äußerte?|reports|reported|denies|denied|tolerated|underwent|presented|attended|complains|complained|was|is|has|had|lives|takes|works|smokes|felt|stated|said|today|and\s(?:his|her))(?!\p{L})/u;
/** Only people speak, suffer and smoke: where a sentence begins so, even a noun is somebody's name. */
const speaks =
  /^\s(?:klagte?|berichtete?|verneinte?|leidet|raucht|trinkt|wünscht|lehnt(?:e)?|willigt(?:e)?|schilderte?|verspürte?|fühlt(?:e)?|gibt an|gab an|toleriert(?:e)?|verträgt)(?!\p{L})/u;
const sentence = /(?:^|[.!?:\n–•]\s*)$/u;
const somebody =
  /(?:mutter|vater|sohn|tochter|frau|mann|arzt|ärztin|koll\p{L}*|angehörige\p{L}*|eltern|kind|kinder|bruder|schwester|patient\p{L}*|betreuer\p{L}*|pfleg\p{L}*|personal|familie|person|junge|mädchen|dame|herr|team|partner\p{L}*|nachbar\p{L}*|freund\p{L}*|dienst|fremdanamnese|anamnese|raucher|träger)$/iu;
const aged = /^\s?[,(–-]?\s?(?:\(?\d{1,3}(?:\s?J\.|\s?Jahre|\s?[-–]?jährig|\sy(?:ears|\/o))|geb\.|\*\s?\d)/u;
const spokenOf =
  /(?:[Ll]aut|[Nn]ach Angaben? von|Aufnahme von|Entlassung von|liegt von|Familie|Tochter von|Sohn von|Befund von|Bilder von|Akte|[Dd]urch|assistierte|assistiert von|geschrieben von|[Dd]iktiert von|[Bb]efundet von|betreut von|jährigen?r?|I reviewed|from|name:)\s$/u;
const place =
  /(?:(?<!\p{L})(?:[Aa]us|[Nn]ach|[Ii]n|[Bb]ei der Stadt|Stadt|Gemeinde|Gem\.|Kreis|Landkreis|Lkr\.|Ldkr\.|Ortsteil|OT|wohnhaft|from|near|lives in)|(?<=\p{L}\.\s|^|\n)[Ii]n)\s(?:(?:Bad|Sankt|St\.|Klein|Groß|Alt|Neu|Ober|Unter|Nieder|Hohen)\s)?$/u;

/** A German noun behind an English word for a place is none of the text's words. */
const english = /(?<!\p{L})(?:from|near|lives in)\s$/u;
const isEnglish = (word: string) => englishWords().has(word.toLowerCase());

/** Names without any cue: words that no dictionary knows, where names stand. */
export const unknownNames: Detector = (text) => {
  const tokens = tokensOf(text);
  const found = new Map<number, Span>();
  const put = (token: Token, confidence: number, reason: string) => {
    const known = found.get(token.start);
    if (!known || known.confidence < confidence)
      found.set(token.start, { start: token.start, end: token.end, label: 'name', confidence, reason });
  };
  for (const match of matchesOf(text, joined))
    found.set(match.index, {
      start: match.index,
      end: match.index + match[0].length,
      label: 'name',
      confidence: 0.65,
      reason: 'name.particle',
    });
  for (const [i, token] of tokens.entries()) {
    const next = tokens[i + 1];
    const between = next ? text.slice(token.end, next.start) : '';
    if (next && within.test(between) && isPair(token, next) && (next.kind !== 'noun' || !between.includes('\n'))) {
      const sure = [token, next].some(({ kind }) => kind === 'foreign' || kind === 'first') ? 0.65 : 0.55;
      put(token, sure, 'name.unknown-pair');
      put(next, sure, 'name.unknown-pair');
      if (between.length > 1)
        found.set(token.end, {
          start: token.end,
          end: next.start,
          label: 'name',
          confidence: 0.65,
          reason: 'name.particle',
        });
    }
    if (next && /^\s?(?:,|\/)\s?$/u.test(between) && isTurned(token, next) && endsAt(text, next.end)) {
      put(token, 0.6, 'name.unknown-turned');
      put(next, 0.6, 'name.unknown-turned');
    }
    if (token.kind === 'foreign') put(token, 0.6, 'name.foreign-letters');
    const [before, after] = [
      text.slice(Math.max(0, token.start - 28), token.start),
      text.slice(token.end, token.end + 28),
    ];
    if (
      (token.kind === 'noun' || token.kind === 'last') &&
      speaks.test(after) &&
      sentence.test(before) &&
      !somebody.test(token.word)
    )
      put(token, 0.5, 'name.speaks');
    if (token.kind !== 'unknown' && token.kind !== 'foreign') continue;
    if (
      human.test(after) ||
      aged.test(after) ||
      spokenOf.test(before) ||
      spokenOf.test(before.replace(particleBefore, ''))
    )
      put(token, 0.5, 'name.unknown-person');
  }
  return [...found.values()].map((span) => withParticle(text, span));
};

/** Towns that no list knows, behind a word that leads to a place. */
export const unknownPlaces: Detector = (text) =>
  tokensOf(text)
    .filter(
      ({ kind, start, end }) =>
        (kind === 'unknown' ||
          kind === 'foreign' ||
          (kind === 'noun' &&
            english.test(text.slice(Math.max(0, start - 10), start)) &&
            !isEnglish(text.slice(start, end)))) &&
        place.test(text.slice(Math.max(0, start - 28), start)) &&
        !isClassification(text, start, end) &&
        !isMaker(text, start, end),
    )
    .map(({ start, end }) => {
      const prefix = /(?:Bad|Sankt|St\.|Klein|Groß|Alt|Neu|Ober|Unter|Nieder|Hohen)\s$/u.exec(
        text.slice(Math.max(0, start - 8), start),
      );
      return {
        start: start - (prefix?.[0].length ?? 0),
        end:
          end +
          (/^\s(?:am|an der|im|bei|ob der|in der|vor der)\s\p{Lu}\p{Ll}+/u.exec(text.slice(end, end + 30))?.[0]
            .length ?? 0),
        label: 'city',
        confidence: 0.5,
        reason: 'city.unknown',
      };
    });

function tokensOf(text: string): Token[] {
  return matchesOf(text, capitalised).map((match) => {
    const [word] = match;
    const [start, end] = [match.index, match.index + word.length];
    return { start, end, word, kind: kindOf(text, word, start, end) };
  });
}

function kindOf(text: string, word: string, start: number, end: number): Token['kind'] {
  if (word.length < 3 || isWrittenWord(word)) return 'fixed';
  if (isGuarded(text, start, end)) return readsAsMedicine(text, start, end) ? 'fixed' : 'noun';
  if (isMaker(text, start, end) || isAdministered(text, start, end)) return 'fixed';
  // an abbreviation, a unit, an acronym
  if (/^(?:\p{Lu}{2,}s?|\p{Lu}\p{Ll}?\p{Lu}\p{L}*)$/u.test(word) && word.length < 5) return 'fixed';
  if (firstName(word) !== 'no') return 'first';
  if (isOrdinaryWord(word))
    return lastName(word) === 'no' ? (isMedicalWord(word.toLowerCase()) ? 'fixed' : 'noun') : 'last';
  if (foreignLetter.test(word)) return 'foreign';
  return lastName(word) === 'yes' ? 'last' : 'unknown';
}

const stranger = new Set<Token['kind']>(['unknown', 'foreign', 'first', 'last']);

/** Two words side by side that are one person: strangers both, or a noun behind what can only be a first name. */
function isPair(one: Token, two: Token): boolean {
  if (stranger.has(one.kind) && stranger.has(two.kind)) return one.kind !== 'last' || two.kind !== 'last';
  const isFirst = one.kind === 'first' && (firstName(one.word) === 'yes' || isKeptNoun(two.word));
  return (one.kind === 'foreign' || isFirst) && two.kind === 'noun';
}

function isTurned(one: Token, two: Token): boolean {
  const strange = (token: Token) => stranger.has(token.kind);
  return (
    (strange(one) && strange(two)) ||
    (one.kind === 'noun' && (two.kind === 'foreign' || two.kind === 'first') && firstName(two.word) !== 'perhaps')
  );
}

const endsAt = (text: string, at: number) =>
  /^(?:\s\p{Lu}\.|\s*(?:[.,;:(*\n/]|$|geb|am\s)|\s)/u.test(text.slice(at, at + 6));

/** `Li Wei`: a name of two letters, and none of the language's short words. */
const shortBefore =
  /(?<!\p{L})((?!(?:Im|In|Er|Es|Da|Am|An|Ab|So|Ob|Zu|Um|Dr|Fr|Hr|Wo|Je|Nr|Bd|Bz|Ca|Ad|Id|Ha|Hb|If|Is|It|We|He|My|No|Of|On|Or|To|Up|Us|As|At|Be|By|Do|Go|Li|Re|Zn|Vs|Sr|Mr|Ms)\s)\p{Lu}\p{Ll}\s|Li\s)$/u;

function withParticle(text: string, span: Span): Span {
  const before =
    /(?:^|[\s(/])((?:(?:v\.\s?d\.|v\.|von und zu|von der|von|vom|van der|van den|van|zur?|de la|de|del|di|da|dos|El|Al|Ben|Bin|Abu|Ibn|Ten|Op de|Le|Mac|Freiherr von|Graf von)\s)+)$/u.exec(
      text.slice(Math.max(0, span.start - 20), span.start),
    )?.[1];
  const end =
    span.end + (/^(?:\s\p{Lu}\.(?=\s\P{Ll}|,|$)|-\p{Ll}+)/u.exec(text.slice(span.end, span.end + 12))?.[0].length ?? 0);
  const short = before ? undefined : shortBefore.exec(text.slice(Math.max(0, span.start - 4), span.start))?.[1];
  if (!before) return { ...span, start: span.start - (short?.length ?? 0), end };
  // `von` in front of a name may be the language's own, but not where a sentence begins
  const own = /^(?:von|zur?|vom)\s$/u.test(before);
  const begins = /(?:^|[.:;•–]\s?|\n)\s*$/u.test(
    text.slice(Math.max(0, span.start - before.length - 4), span.start - before.length),
  );
  return { ...span, start: own && !begins ? span.start : span.start - before.length, end };
}
