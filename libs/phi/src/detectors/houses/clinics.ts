import { isMedicalWord } from '../../words/compounds.js';
import { wordKind } from '../../words/ordinary-words.js';
import { town } from '../../words/towns.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const W = "\\p{Lu}[\\p{L}'’]*(?:-\\p{Lu}[\\p{L}'’]*){0,2}";
const HOLY =
  '(?:(?:Hl\\.|Heil\\.|St\\.|Heilig(?:en|sten|er)?|Barmherzigen?|Guten?|Rot(?:en|es)|Goldenen?|Weißen?|Blauen?|Grünen?|Schwarzen?|Alten?|Neuen?|Deutschen?|Armen|Elisabethinen|Lieben|Unbefleckten|Göttlichen|Kostbaren|Hohen|Sieben|Vierzehn)\\s)';
/** A house by its saint, its order or where it stands: `Spital zum Guten Hirten`, `KH der Ursulinen`, `Praxis am Markt`. */
const standing = new RegExp(
  `(?<!\\p{L})(?:(?:\\p{Lu}\\p{L}*-?)?(?:[Hh]ospital|[Kk]rankenhaus|[Kk]linik|[Kk]linikum|[Ss]pital|[Ss]tift|[Pp]raxis|[Zz]entrum|[Aa]potheke|[Ii]nstitut)|Hospital|KH|Praxis|Apotheke|Radiologie|Pathologie|Labor|Kardiologie|Urologie|Orthopädie|Chirurgie|Neurologie|Dermatologie|Gastroenterologie|Onkologie|Nephrologie|Zahnärzte|Hausärzte|Kinderärzte|Internisten|Fachärzte|Augenärzte|Hautärzte|Frauenärzte|Ärzte|Physiotherapie|Logopädie|Ergotherapie|Psychotherapie|Dialyse|Strahlentherapie|Nuklearmedizin|Augenzentrum|Ärztehaus|Residenz|Haus)\\s(?<link>zum|zur|zu den|der|des|am|an der|an den|im|vom|vor dem|beim|auf der|auf dem|hinter dem|unter den|ob der|in der)\\s(?<holy>${HOLY})?(?<noun>${W})(?<more>(?:\\s(?:in|am|an der|im)?\\s?${W}){0,2})`,
  'dgu',
);
/** Specialty or kind, then its town: `Kinder- und Jugendpsychiatrie Hohenwald`, `STRAHLENZENTRUM MAINTAL`. */
const ofTown = new RegExp(
  `(?<![\\p{L}-])(?:${W}\\s){0,1}(?:\\p{Lu}\\p{L}+-\\s?(?:und|u\\.|/)\\s)?(?:\\p{Lu}\\p{L}*-?)?(?:[Pp]sychiatrie|[Kk]linik|[Kk]linikum|[Pp]oliklinik|[Kk]rankenhaus|[Ss]pital|[Hh]ospital|[Zz]entrum|[Cc]enter|[Ii]nstitut|[Pp]raxis|[Aa]mbulanz|[Tt]agesklinik|[Aa]mbulatorium|[Ss]anatorium|[Rr]ehazentrum|[Kk]urklinik|[Aa]potheke|[Ll]abor|[Rr]adiologie|[Pp]athologie|[Nn]otfallpraxis|[Hh]ospiz|[Kk]urhaus|[Bb]eratungsstelle|[Ff]rühförderstelle|[Rr]ettungswache|[Ll]eitstelle|[Kk]liniken|[Kk]linikverbund|[Uu]niversitätsmedizin|[Hh]ochschulmedizin|[Mm]edizincampus|[Gg]esundheitscampus|[Kk]rankenhäuser|[Uu]niversitätsspital|[Kk]antonsspital)\\s(?<place>(?:Bad\\s|Sankt\\s|St\\.\\s)?${W}(?:\\s(?:Höhe|Berg|Tal|Land|Mitte|Nord|Süd|Ost|West|See))?)(?:\\s(?:g?GmbH|AG|e\\.\\s?V\\.|gAG|AöR|KG|MVZ))?`,
  'dgu',
);
const saintly =
  /^(?:Geist|Herz|Herzen|Kreuz|Maria|Jesu|Josef|Hirten|Schwestern|Brüder|Brüdern|Schutzengel|Samariter|Franziskanerinnen|Ursulinen|Diakonissen)$/u;
const noPlace =
  /(?:ung|ion|keit|heit|tät|mus|lauf|fall|tag|tage|woche|wochen|monat|jahr|abend|nacht|rahmen|anschluss|termin|bereich|haus|ort|alter|aufnahme|beginn|ende|logie|iatrie|medizin|chirurgie|therapie|skopie|graphie)$/iu;

/** Hospitals, practices and institutes in the forms that their kind alone does not tell. */
export const clinics: Detector = (text) => [
  ...matchesOf(text, standing).flatMap((match): Span[] => {
    const { holy, noun = '', more = '' } = match.groups!;
    const isName =
      (holy !== undefined && holy !== '') ||
      saintly.test(noun) ||
      (!noPlace.test(noun) &&
        wordKind(noun) !== 'written' &&
        !isMedicalWord(noun.toLowerCase()) &&
        !noun.endsWith('en'));
    if (!isName) return [];
    const [, nounEnd] = match.indices!.groups!['noun']!;
    return [organisation(match.index, nounEnd + further(more), 'organisation.standing')];
  }),
  ...matchesOf(text, ofTown).flatMap((match): Span[] => {
    const place = match.groups!['place']!;
    const [, word = ''] = /^(?:Bad\s|Sankt\s|St\.\s)?(\S+)/u.exec(place) ?? [];
    const kind = wordKind(word);
    const isTown =
      /^(?:Bad|Sankt|St\.)\s/u.test(place) ||
      town(word) === 'yes' ||
      (kind !== 'written' && town(word) === 'perhaps') ||
      (kind === 'unknown' && word.length > 3);
    return isTown ? [organisation(match.index, match.index + match[0].length, 'organisation.town')] : [];
  }),
];

/** Towns behind. */
function further(more: string): number {
  let end = 0;
  for (const match of matchesOf(more, /\s\S+/gu)) {
    const word = match[0].trim();
    if (/^\p{Lu}/u.test(word) && wordKind(word) !== 'unknown' && town(word) === 'no' && !saintly.test(word)) break;
    if (/^\p{Lu}/u.test(word)) end = match.index + match[0].length;
  }
  return end;
}

const organisation = (start: number, end: number, reason: string): Span => ({
  start,
  end,
  label: 'organisation',
  confidence: 0.6,
  reason,
});
