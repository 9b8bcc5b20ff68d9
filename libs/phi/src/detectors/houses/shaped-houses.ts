import { wordKind } from '../../words/ordinary-words.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const W = "\\p{Lu}[\\p{L}'’]*(?:-\\p{Lu}[\\p{L}'’]*){0,2}";
/** The capital of the preposition makes it part of a name: `Praxis Am Wall`. */
const standing = new RegExp(
  `(?<!\\p{L})(?:\\p{Lu}\\p{L}*)?(?:[Pp]raxis|[Aa]potheke|[Kk]linik|[Zz]entrum|[Ää]rztehaus|[Hh]eim|[Rr]esidenz|[Hh]aus|Kita|Schule) (?:Am|An der|An den|Im|In der|Auf der|Auf dem|Zur|Zum|Beim?|Unter den|Vor dem|Hinterm?) (?:(?:[Aa]lten|[Gg]roßen|[Kk]leinen|[Nn]euen|[Hh]ohen)\\s)?${W}`,
  'dgu',
);
const team =
  /(?<![\p{L}-])(?:SAPV|AAPV|Palliativ(?:-?[Cc]are)?|Hospiz|Pflege|Krisen|Brücken)-?[Tt]eam\s(?<place>\p{Lu}\p{L}+(?:-\p{Lu}\p{L}+)?)/dgu;
const office = new RegExp(
  `(?<!\\p{L})(?:Landes|Bundes|Bezirks|Kreis|Stadt)?(?:[Aa]mt|[Dd]ezernat)\\sfür\\s(?:\\p{Ll}+e\\s)?${W}(?:(?:,\\s${W})?\\s(?:und|u\\.)\\s(?:\\p{Ll}+e\\s)?${W})?`,
  'dgu',
);
const bearer =
  /(?<![\p{L}-])\p{Lu}\p{L}*(?:stelle|dienst|station|heim|beratung|ambulanz|hilfe|kreis)\s(?:der|des|vom)\s(?:Caritas|Diakonie|Diakonischen Werk(?:e?s)?|AWO|DRK|ASB|Johanniter|Malteser|Lebenshilfe|Stadt|Landeskirche|Kirchengemeinde|Volkssolidarität)(?!\p{L}|-)/dgu;
const bank = new RegExp(
  `(?<!\\p{L})(?:\\p{Lu}\\p{L}+(?:ischen?|er)\\s(?:Landesbank|Sparkasse|Volksbank|Raiffeisenbank|Landessparkasse)|(?:Kreis|Stadt|Landes|Bezirks)sparkasse(?:\\s${W})?)(?!\\p{L})`,
  'dgu',
);
/** Behind a comma or a dash what an insurer says of itself. */
const motto = /(?<=(?:AOK|BKK|IKK|KKH|TK)(?:\s\p{Lu}\p{L}+)?\s?[-–,]\s)Die\s\p{Lu}\p{L}+kasse/dgu;
/** Shops and works by their capitals, behind the work done there. */
const employer =
  /(?:[Aa]rbeitet|[Aa]rbeiten|[Bb]eschäftigt|[Tt]ätig|[Jj]obbt|[Aa]ngestellt)\s(?:als\s\p{L}+\s)?(?:im|beim|in der|bei(?:\sder)?)\s(?<value>\p{Lu}{3,}(?:\s\p{Lu}\p{L}+)?)(?![\p{L}-])/dgu;
const club = /(?<=[(„"]Verein\s)\p{Lu}[\p{L}-]+(?=[)“",])/dgu;

/** Houses by where they stand or who bears them, teams, authorities, banks, insurers, employers and clubs. */
export const shapedHouses: Detector = (text) => [
  ...spansOf(text, standing, 'organisation', 0.6, 'organisation.standing'),
  ...matchesOf(text, team).flatMap((match) => {
    const { place = '' } = match.groups!;
    const isPlace =
      /^(?:Nord|Süd|Ost|West|Mitte)/u.test(place) ||
      /(?:land|gau|tal|kreis)$/u.test(place) ||
      wordKind(place) === 'unknown';
    return isPlace ? [organisation(match.index, match.index + match[0].length)] : [];
  }),
  ...spansOf(text, office, 'organisation', 0.6, 'organisation.office'),
  ...spansOf(text, bearer, 'organisation', 0.6, 'organisation.bearer'),
  ...spansOf(text, bank, 'organisation', 0.7, 'organisation.bank'),
  ...spansOf(text, motto, 'organisation', 0.7, 'organisation.insurer'),
  ...spansOf(text, employer, 'organisation', 0.5, 'organisation.employer'),
  ...spansOf(text, club, 'organisation', 0.6, 'organisation.club'),
];

const organisation = (start: number, end: number) => ({
  start,
  end,
  label: 'organisation' as const,
  confidence: 0.6,
  reason: 'organisation.team',
});
