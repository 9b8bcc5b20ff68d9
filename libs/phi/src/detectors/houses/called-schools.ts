import { wordKind } from '../../words/ordinary-words.js';
import { town } from '../../words/towns.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

/** `Realschule Am Stein`: the capital of the preposition makes it part of the name. */
const school =
  /(?<!\p{L})(?:(?:\p{Lu}\p{L}{2,})?[Ss]chule|Gymnasium|Kindergarten|Kinderhaus|Kita|KiTa|Kindertagesstätte|Kinderkrippe|Hort|Internat)\s(?:Am|An der|An den|Im|In der|Zum|Zur|Auf der|Auf dem|Unter den|Beim)\s\p{Lu}\p{L}{2,}(?:-\p{Lu}\p{L}+)?/dgu;
/** Help that comes to the house, and where. */
const service =
  /(?<!\p{L})(?:Spitex|Sozialstation|Hospizdienst|Hospizverein|Palliativnetz|Palliativteam|Brückenteam|Volkshilfe|Hilfswerk)\s(?<town>\p{Lu}\p{Ll}{3,}(?:-\p{Lu}\p{L}+)?)(?!\p{L})/dgu;
/** `SAPV Abendstern Oberkranz`: its name, and where. */
const twofold =
  /(?<!\p{L})(?:SAPV(?:-Team)?|Spitex|Pflegedienst|Sozialstation|Hospiz|Hospizdienst|Palliativteam|Palliativnetz|Pflegeteam|Kita|Seniorenheim|Pflegeheim)\s\p{Lu}\p{L}{2,}\s(?<town>\p{Lu}\p{Ll}{3,}(?:-\p{Lu}\p{L}+)?)(?!\p{L})/dgu;
/** Short for a hospital of a town or a state. */
const short =
  /(?<![\p{L}-])(?:UK[A-ZÄÖÜ]{1,2}|KH|LKH|BKH|ÖKH|KKH|SKH|EKH|RKH|SRH|BDH|LWL|LVR|ZfP|PZN|UKSH|MHH)\s(?<town>\p{Lu}\p{Ll}{3,}(?:-\p{Lu}\p{Ll}+)?)(?!\p{L})/dgu;
const endsAsTown =
  /\p{L}{3}(?:heim|hausen|dorf|berg|burg|stadt|feld|felde|wald|walde|bach|brunn|stein|tal|kirchen|hofen|furt|ingen|münde|rode|haven|hagen|brück|moor|horst|stedt|leben|lingen|weiler|wil|see)$/u;

/** A town on a list, a word of no language, or one that is put together as towns are. */
function mayBeTown(where: string): boolean {
  const kind = wordKind(where);
  return kind === 'unknown' || town(where) !== 'no' || (kind === 'formed' && endsAsTown.test(where));
}

/** Schools, helpers and hospitals that are told apart by the place they stand at or serve. */
export const calledSchools: Detector = (text) => [
  ...spansOf(text, school, 'organisation', 0.6, 'organisation.school'),
  ...[service, twofold, short].flatMap((pattern) =>
    spansOf(text, pattern, 'organisation', 0.6, 'organisation.short').filter(({ start, end }) =>
      mayBeTown(/\p{Lu}[\p{L}-]*$/u.exec(text.slice(start, end))![0].split('-')[0]!),
    ),
  ),
];
