import { wordKind } from '../../words/ordinary-words.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

const cued =
  /(?:von Beruf|[Bb]eruf\s?:|[Tt]ätigkeit\s?:|[Bb]erufswünsche?\s?[:(]|[Ee]rlernter Beruf\s?:|[Gg]elernte[rn]?|[Pp]ensionierte[rn]?|[Bb]erentete[rn]?|(?:arbeitet|tätig|beschäftigt|gearbeitet)\s(?:derzeit\s|früher\s)?als|Ausbildung zu[mr]|works as an?|retired(?! (?:lady|gentleman|man|woman|person)(?!\p{L})))\s(?<value>\p{Lu}?[\p{L}-]{4,}(?:\s(?:von|der|des|bei|in|am|im)\s(?:der\s)?\p{Lu}[\p{L}-]+){0,2})/dgu;
const formerly =
  /(?:(?:[Dd]er|[Dd]ie|[Aa]ls) (?:ehemalige[rn]?|frühere[rn]?)|war als|ist als|arbeitete? als|als|Rentner(?:in)?,? früher|ehemalige[rn]?)\s(?<value>\p{Lu}[\p{L}-]{4,})(?=\s(?:tätig|beschäftigt|ist berentet|berentet|im Ruhestand|gearbeitet|angestellt))/dgu;
const CALLING =
  '(?:(?:Architekt|Notar|Agent|Dozent|Pilot|Polizist|Soldat|Gärtner|Laborant|Referent|Apotheker|Anwalt|Maurer|Maler)(?:in)?(?!\\p{L})|\\p{Lu}[\\p{L}-]{2,}(?:er|erin|eur|eurin|euse|or|orin|ist|istin|loge|login|wirt|wirtin|mann|frau|leute|kraft|hilfe|angestellter?|beamter?|beamtin|amter|student|studentin|schüler|schülerin|rentner|rentnerin|ärztin|arzt|anwalt|anwältin|koch|köchin|bauer|bäuerin|schmied|pilot|pilotin|notar|notarin|polizist|soldat|soldatin|agent|agentin|referent|referentin|dozent|dozentin|assistent|assistentin|architekt|architektin|apotheker|bote|botin|chemikant|laborant|laborantin|gärtner|landwirt)(?!\\p{L}))';
/** What somebody may be without its being a calling. */
const noCalling =
  /^(?:Patient|Raucher|Nichtraucher|Ex-?[Rr]aucher|Diabetiker|Hypertoniker|Allergiker|Alkoholiker|Asthmatiker|Rechtshänder|Linkshänder|Träger|Überträger|Spender|Empfänger|Dauer|Mutter|Vater|Tochter|Bruder|Schwester|Partner|Sexualpartner|Verfasser|Untersucher|Faktor|Tumor|Marker|Katheter|Polyp|Kläger|Betroffener|Single|Mann|Frau|Hausfrau|Bewohner|Heimbewohner|Pfleger|Schrittmacher|Zustand|Befund|Fieber|Leber|Alter|Kinder|Körper|Kehlkopf|Helfer|Hocker|Husten)(?:in)?$/u;
const stated = new RegExp(
  `(?:(?<=\\p{L})\\s(?:ist|war|sei|arbeitet als|arbeitete als|tätig als)\\s(?:derzeit |früher |selbstständiger? |gelernter? |eine? )?|[-–]?jährige[rn]?\\s(?:\\p{Ll}+\\s)?|\\d\\s?(?:J\\.|Jahre),\\s|(?<!\\p{L})(?:zuletzt|früher|vormals|damals|seither|heute|möchte|wurde|lernt(?:e)?|in der Heimat|ehemals)\\s(?:\\p{Ll}+\\s){0,1}|(?<!\\p{L})(?:bis|seit|ab|von)\\s(?:19|20)\\d\\d\\s(?:\\p{Ll}+\\s){0,1}|,\\s(?:\\p{Ll}{4,}e[rn]?\\s)(?=\\p{L}+[,;)])|year-old\\s)(?<value>${CALLING})`,
  'gud',
);
const office =
  /(?<!\p{L})(?:Bürgermeister|Pfarrer|Landrat|Abgeordnete|Minister|Bischof|Schulleiter|Präsident|Vorsitzende|Richter)(?:in|r|s)?\s(?:von|der|des|in|am)\s(?:der\s)?\p{Lu}[\p{L}-]+(?:\s\p{Lu}[\p{L}-]+)?/dgu;

const besideName = new RegExp(
  `^(?:,\\s|\\s\\()(?<value>${CALLING})(?=\\s?[,;.)\\n]|\\s{2}|\\s(?:bei|in|im|am|an|i\\.|a\\.|und)\\s|\\s*$)`,
  'u',
);

/** `Karl Kranz, Schreiner,`: what a calling is behind a name. */
export function callingsBeside(text: string, spans: readonly Span[]): Span[] {
  return spans.flatMap(({ end, label }) => {
    const match = label === 'name' ? besideName.exec(text.slice(end, end + 48)) : null;
    if (!match || !isCalling(match.groups!['value']!)) return [];
    const to = end + match[0].length;
    const start = to - match.groups!['value']!.length;
    return [{ start, end: to, label: 'profession', confidence: 0.4, reason: 'profession.beside' }];
  });
}

const isCalling = (word: string) =>
  !noCalling.test(word) && !/(?:isch|lich|ig)er$/u.test(word) && wordKind(word) !== 'written';

const worksAs =
  /(?:(?:[Tt]ätigkeit|[Bb]eschäftigung|[Aa]nstellung|[Ss]telle|Job|Beruf)\sals|(?:arbeitet|arbeite|gearbeitet|arbeitete)\s(?:\p{Ll}{2,}\s){1,2}als)\s(?<value>\p{Lu}[\p{L}-]{4,})/dgu;
const placed = new RegExp(
  `(?:(?:ist|war|sei)\\sals(?=\\s\\p{L}+\\sbei\\s)|\\(\\p{Lu}\\p{L}+,\\s\\d{1,2},)\\s(?<value>${CALLING})`,
  'gud',
);

/** What somebody is or was: with a place it points at one person. */
export const professions: Detector = (text) => [
  ...spansOf(text, cued, 'profession', 0.6, 'profession.cue'),
  ...spansOf(text, formerly, 'profession', 0.6, 'profession.cue'),
  ...spansOf(text, stated, 'profession', 0.4, 'profession.stated').filter(({ start, end }) =>
    isCalling(text.slice(start, end)),
  ),
  ...[worksAs, placed].flatMap((pattern) =>
    spansOf(text, pattern, 'profession', 0.5, 'profession.stated').filter(({ start, end }) =>
      isCalling(text.slice(start, end)),
    ),
  ),
  ...spansOf(text, office, 'profession', 0.8, 'profession.office'),
];
