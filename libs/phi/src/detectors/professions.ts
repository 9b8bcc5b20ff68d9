import { wordKind } from '../words/ordinary-words.js';
import type { Detector } from './match.js';
import { spansOf } from './match.js';

const cued =
  /(?:von Beruf|Beruf\s?:|[Gg]elernte[rn]?|[Pp]ensionierte[rn]?|[Bb]erentete[rn]?|(?:arbeitet|tätig|beschäftigt|gearbeitet)\s(?:derzeit\s|früher\s)?als|Ausbildung zu[mr]|works as an?|retired(?! (?:lady|gentleman|man|woman|person)(?!\p{L})))\s(?<value>\p{Lu}?[\p{L}-]{4,}(?:\s(?:von|der|des|bei|in|am|im)\s(?:der\s)?\p{Lu}[\p{L}-]+){0,2})/dgu;
const formerly =
  /(?:(?:[Dd]er|[Dd]ie|[Aa]ls) (?:ehemalige[rn]?|frühere[rn]?)|war als|ist als|arbeitete? als|als|Rentner(?:in)?,? früher|ehemalige[rn]?)\s(?<value>\p{Lu}[\p{L}-]{4,})(?=\s(?:tätig|beschäftigt|ist berentet|berentet|im Ruhestand|gearbeitet|angestellt))/dgu;
const CALLING =
  '(?:(?:Architekt|Notar|Agent|Dozent|Pilot|Polizist|Soldat|Gärtner|Laborant|Referent|Apotheker|Anwalt|Maurer|Maler)(?:in)?(?!\\p{L})|\\p{Lu}[\\p{L}-]{2,}(?:er|erin|eur|eurin|euse|or|orin|ist|istin|loge|login|wirt|wirtin|mann|frau|leute|kraft|hilfe|angestellter?|beamter?|beamtin|amter|student|studentin|schüler|schülerin|rentner|rentnerin|ärztin|arzt|anwalt|anwältin|koch|köchin|bauer|bäuerin|schmied|pilot|pilotin|notar|notarin|polizist|soldat|soldatin|agent|agentin|referent|referentin|dozent|dozentin|assistent|assistentin|architekt|architektin|apotheker|bote|botin|chemikant|laborant|laborantin|gärtner|landwirt)(?!\\p{L}))';
/** What somebody may be without its being a calling. */
const noCalling =
  /^(?:Patient|Raucher|Nichtraucher|Ex-?[Rr]aucher|Diabetiker|Hypertoniker|Allergiker|Alkoholiker|Asthmatiker|Rechtshänder|Linkshänder|Träger|Überträger|Spender|Empfänger|Dauer|Mutter|Vater|Tochter|Bruder|Schwester|Partner|Sexualpartner|Verfasser|Untersucher|Faktor|Tumor|Marker|Katheter|Polyp|Kläger|Betroffener|Single|Mann|Frau|Hausfrau|Bewohner|Heimbewohner|Pfleger|Schrittmacher|Zustand|Befund|Fieber|Leber|Alter|Kinder|Körper|Kehlkopf|Helfer|Hocker|Husten)(?:in)?$/u;
const stated = new RegExp(
  `(?:(?<=\\p{L})\\s(?:ist|war|sei|arbeitet als|arbeitete als|tätig als)\\s(?:derzeit |früher |selbstständiger? |gelernter? |eine? )?|[-–]?jährige[rn]?\\s(?:\\p{Ll}+\\s)?|\\d\\s?(?:J\\.|Jahre),\\s|,\\s(?:\\p{Ll}{4,}e[rn]?\\s)(?=\\p{L}+[,;)])|year-old\\s)(?<value>${CALLING})`,
  'gud',
);
const office =
  /(?<!\p{L})(?:Bürgermeister|Pfarrer|Landrat|Abgeordnete|Minister|Bischof|Schulleiter|Präsident|Vorsitzende|Richter)(?:in|r|s)?\s(?:von|der|des|in|am)\s(?:der\s)?\p{Lu}[\p{L}-]+(?:\s\p{Lu}[\p{L}-]+)?/dgu;

/** What somebody is or was: with a place it points at one person. */
export const professions: Detector = (text) => [
  ...spansOf(text, cued, 'profession', 0.6, 'profession.cue'),
  ...spansOf(text, formerly, 'profession', 0.6, 'profession.cue'),
  ...spansOf(text, stated, 'profession', 0.4, 'profession.stated').filter(({ start, end }) => {
    const word = text.slice(start, end);
    return !noCalling.test(word) && !/(?:isch|lich|ig)er$/u.test(word) && wordKind(word) !== 'written';
  }),
  ...spansOf(text, office, 'profession', 0.8, 'profession.office'),
];
