import { isMedicalWord } from '../../words/compounds.js';
import { isFormLabel } from '../../words/form-labels.js';
import { isOrdinaryWord, wordKind } from '../../words/ordinary-words.js';
import { town } from '../../words/towns.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const WORD = '\\p{Lu}\\p{L}+(?:[-/]\\p{Lu}\\p{L}+){0,2}';
/** `Talrain Kliniken`, `Kinzingen Cancer Center` */
const several = new RegExp(
  `(?<![\\p{L}-])(?<name>${WORD})\\s(?:Kliniken|Klinikverbund|Krankenhäuser|Klinikgruppe|Cancer Cent(?:er|re)|Heart Cent(?:er|re)|Herzzentrum|Tumorzentrum)(?!\\p{L})`,
  'dgu',
);
const ofTown = new RegExp(
  `(?<!\\p{L})(?:Kliniken|Krankenhäuser|Krankenhaus|Klinikum|Spital)\\s(?:der\\s(?:Stadt|Landeshauptstadt|Hansestadt|Region)|des\\s(?:Landkreises|Kreises|Bezirks|Kantons|Marktes))\\s${WORD}(?:\\s(?:am|an der|im)\\s${WORD})?`,
  'dgu',
);
const park = new RegExp(
  `(?<![\\p{L}-])(?:Chemie|Industrie|Gewerbe|Technologie|Güter|Logistik|Wissenschafts)(?:park|hafen|gebiet|zentrum)\\s${WORD}`,
  'dgu',
);
const works =
  /(?<!\p{L})(?:Deutschen?|Österreichischen?|Schweizerischen?)\s(?:Reichsbahn|Bundesbahn(?:en)?|Bahn|Post|Telekom|Bundesbank|Bank|Bundespost)(?!\p{L})/dgu;
/** `an Pathologie Engi (`: whom something was sent to. */
const sentTo = new RegExp(
  `(?<=(?<!\\p{L})(?:an|von|aus|durch)\\s(?:die\\s|der\\s)?)(?:Pathologie|Labor|Radiologie|Zytologie|Mikrobiologie)\\s(?<name>${WORD})(?=\\s?[,.;)(]|\\s*(?:\\n|$))`,
  'dgu',
);

/** Groups of hospitals, parks of works, public works, and laboratories by where they are. */
export const groupedHouses: Detector = (text): Span[] => [
  ...named(text, several),
  ...spansOf(text, ofTown, 'organisation', 0.7, 'organisation.group'),
  ...spansOf(text, park, 'organisation', 0.6, 'organisation.park'),
  ...spansOf(text, works, 'organisation', 0.6, 'organisation.employer'),
  ...named(text, sentTo),
];

function named(text: string, pattern: RegExp): Span[] {
  return matchesOf(text, pattern).flatMap((match): Span[] => {
    const name = match.groups!['name']!;
    const isName = name
      .split(/[-/]/u)
      .some((part) => town(part) === 'yes' || (!isOrdinaryWord(part) && !isMedicalWord(part.toLowerCase())));
    if (!isName || isFormLabel(name) || wordKind(name) === 'written' || /(?:äre|ische|liche)[nrs]?$/u.test(name))
      return [];
    const start = match.index;
    return [
      { start, end: start + match[0].length, label: 'organisation', confidence: 0.6, reason: 'organisation.group' },
    ];
  });
}
