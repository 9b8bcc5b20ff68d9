import type { Detector } from './match.js';
import { spansOf } from './match.js';

const cued =
  /(?:von Beruf|Beruf\s?:|[Gg]elernte[rn]?|[Pp]ensionierte[rn]?|[Bb]erentete[rn]?|(?:arbeitet|tätig|beschäftigt|gearbeitet)\s(?:derzeit\s|früher\s)?als|Ausbildung zu[mr]|works as an?|retired)\s(?<value>\p{Lu}?[\p{L}-]{4,}(?:\s(?:von|der|des|bei|in|am|im)\s(?:der\s)?\p{Lu}[\p{L}-]+){0,2})/dgu;
const formerly =
  /(?:(?:[Dd]er|[Dd]ie|[Aa]ls) (?:ehemalige[rn]?|frühere[rn]?)|war als|ist als|arbeitete? als|als|Rentner(?:in)?,? früher|ehemalige[rn]?)\s(?<value>\p{Lu}[\p{L}-]{4,})(?=\s(?:tätig|beschäftigt|ist berentet|berentet|im Ruhestand|gearbeitet|angestellt))/dgu;
const office =
  /(?<!\p{L})(?:Bürgermeister|Pfarrer|Landrat|Abgeordnete|Minister|Bischof|Schulleiter|Präsident|Vorsitzende|Richter)(?:in|r|s)?\s(?:von|der|des|in|am)\s(?:der\s)?\p{Lu}[\p{L}-]+(?:\s\p{Lu}[\p{L}-]+)?/dgu;

/** What somebody is or was: with a place it points at one person. */
export const professions: Detector = (text) => [
  ...spansOf(text, cued, 'profession', 0.6, 'profession.cue'),
  ...spansOf(text, formerly, 'profession', 0.6, 'profession.cue'),
  ...spansOf(text, office, 'profession', 0.8, 'profession.office'),
];
