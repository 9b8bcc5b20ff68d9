import type { Span } from '../../span.js';
import { isMedicalWord } from '../../words/compounds.js';
import { isFormLabel } from '../../words/form-labels.js';
import { isOrdinaryWord, wordKind } from '../../words/ordinary-words.js';
import { town } from '../../words/towns.js';
import type { Detector } from '../match.js';
import { overlapping, spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

/** One word; hyphens part words, so that no text can make the search slow. */
const W = "\\p{Lu}[\\p{L}.'’]{0,30}";
const KIND =
  '(?:Universitätsklinikum|Uniklinikum|Uniklinik|Kreisklinikum|Klinikum|Kreiskrankenhaus|Krankenhaus|Spital|Landesspital|Hospital|Infirmary|Medical Cent(?:er|re)|NHS Trust|Reha-?[Kk]linik|Fachklinik|Tagesklinik|Klinik|MVZ|Medizinisches Versorgungszentrum|Gemeinschaftspraxis|Praxis|Seniorenresidenz|Residenz|Wohnstift|Wohnpark|Seniorenwohnpark|Stift|Altersheim|Wohnheim|Pflegezentrum|Ärztehaus|Poliklinik|Praxisgemeinschaft|Hausarztpraxis|Seniorenheim|Pflegeheim|Altenheim|Seniorenstift|Seniorenzentrum|Hospiz|Sanatorium|Universität|University|Institut|Rehabilitationszentrum|Zentrum|Labor|Apotheke|Sozialstation)';
const GROWN =
  '\\p{Lu}\\p{L}*(?:krankenhaus|klinikum|nervenklinik|klinik|klinikums|spital|hospital|krankenanstalt|krankenanstalten|anstaltenverbund|pflegeheim|seniorenheim|altenheim)(?:e?s)?';
const kind = new RegExp(
  `(?<!\\p{L})(?:(?:St\\.|Sankt|Marien|Evangelisches|Katholisches|Städtisches|Evang\\.|Kath\\.)[\\s-]?)?(?:${W}[ -]){0,3}(?:${KIND}|${GROWN})(?:e?s)?(?!\\p{L})`,
  'gud',
);
const short = /(?<!\p{L})(?:KH|ÖHK|LKH|BKH|UKH|AKH|BHS|KRH|SRH|ZfP|LVR|LWL)(?![\p{L}-])/dgu;
const saint =
  /(?<!\p{L})(?:St\.[\s-]?|St\s(?=\p{Lu}[\p{L}'’]{2})|Sankt[\s-]?)\p{Lu}[\p{L}'’-]+(?:[\s-](?:Krankenhaus|Hospital|Klinik|Stift|Spital|Heim))?/dgu;
const compound =
  /(?<!\p{L})\p{Lu}[\p{L}-]*-(?:Klinikum|Krankenhaus|Klinik|Hospital|Spital|Stift|Universität|Apotheke|Schule|Grundschule|Mittelschule|Hauptschule|Realschule|Gesamtschule|Gymnasium|Kita|Kindergarten|Haus|Heim|Praxis|Zentrum|Werke?|Stiftung|Kaserne|Gemeinde)(?!\p{L})/dgu;
const insurer =
  /(?<!\p{L})(?:AOK|Barmer|BARMER|DAK|TK|Techniker Krankenkasse|IKK|KKH|HEK|BKK|Knappschaft|SVLFG|Debeka|Allianz|Signal Iduna|Allgemeine Ortskrankenkasse|SBK|hkk|BIG direkt|Viactiv|mhplus|Pronova|DKV|HUK|Continentale|ÖGK|SVS|BVAEB|KFA|AUVA|SUVA|Suva|CSS|Helsana|Swica|Debeka|Pax|DRV|Deutsche Rentenversicherung|Rentenversicherung(?=\s\p{Lu})|Unfallkasse|Berufsgenossenschaft|BG(?=\s(?:Bau|ETEM|Verkehr|BAU|RCI|HM|Holz))|Beihilfestelle|Volkshilfe|Hilfswerk|Caritas|Diakonie|Malteser|Johanniter|Lebenshilfe|AWO|Arbeiter-Samariter-Bund|Gothaer|Barmenia|HanseMerkur|Hanse Merkur|Techniker|\p{Lu}[\p{L}-]{2,30}(?:krankenkasse|betriebskrankenkasse|ersatzkasse))(?:\s(?:classic|direkt|plus|mobil|exklusiv|gesund|BKK)|[\s-]\p{Lu}[\p{L}-]+){0,2}(?!\p{L})/dgu;
const abbreviated =
  /(?<!\p{L})(?:UKW|UKE|UKB|UKD|UKL|UKSH|LMU|MHH|TUM|Charité|LKH)(?:[\s-]\p{Lu}[\p{L}-]+)?(?!\p{L})/dgu;

/** What a house's name goes on with: `der Medizinischen Hochschule Bad Ersonnen`, `Musterhausen`. */
const further =
  /^(?:(?<bound>\s(?:der|des|für|und|fuer|of|rechts der|links der)\s)|(?<place>\s(?:[Aa]m|[Ii]m|in|[Aa]n der|[Zz]um?|[Zz]ur|ob der)\s)|(?<beside>[ -]|[ \t]*\n(?=\p{Lu})))(?<word>\p{Lu}[\p{L}.-]*)/u;
const partOfName =
  /^(?:Bad|Haus|Dr|Prof|St\.?|Sankt|Neu|Alt|Ober|Unter|Groß|Klein|Nieder|Hohen|Medizinische[nr]?|Innere[n]?|Hochschule|Universität|Freie[n]?|.*(?:klinik|krankenhaus(?:es)?))$/u;

/** The stretch with everything that goes on with its name; alone, the kind of a house (`die Klinik`) says nothing. */
function extended(text: string, span: Span): Span {
  let { end } = span;
  for (let words = 0; words < 8; words += 1) {
    const match = further.exec(text.slice(end, end + 60));
    const { word = '', bound, place } = match?.groups ?? {};
    if (bound === ' und ' && words === 0 && /^Labor$/u.test(text.slice(span.start, end))) break;
    const onNextLine = match?.[0].includes('\n') === true;
    const belongs =
      (words === 0 &&
        !onNextLine &&
        place === undefined &&
        /(?:klinikum|krankenhaus|spital|stift|heim|residenz|hospiz|wohnpark)(?:e?s)?$/iu.test(
          text.slice(span.start, end),
        )) ||
      partOfName.test(word) ||
      town(word) !== 'no' ||
      (onNextLine ? false : wordKind(word) !== 'written' && !/^\sin\s$/u.test(place ?? '')) ||
      (place !== undefined && !isOrdinaryWord(word));
    if (!match || time.test(word) || !(bound || belongs)) break;
    end += match[0].length;
    if (/\p{Ll}{5,}\.$/u.test(word)) break; // the sentence ends with it
  }
  return { ...span, end };
}

function houses(text: string, pattern: RegExp, reason: string): Span[] {
  return spansOf(text, pattern, 'organisation', 0.85, reason).flatMap((found) => {
    const span = withoutLead(text, found);
    const whole = extended(text, span);
    const words = text.slice(span.start, whole.end).replace(determiner, '');
    const alone =
      (/^\p{L}+$/u.test(words) && isKindAlone(words)) || (isDepartment(words) && !isSomewhere(text, whole.end));
    return alone ? [] : [whole];
  });
}

/** `Vorhofflimmern. Labor`, `Zuweisung Klinik`: the end of a sentence, or a thing that is done there, is no part of its name. */
const lead = /^(?<word>\p{Lu}[\p{L}'’-]*)(?<stop>\.?)\s(?=\p{Lu})/u;
const doneAt = /^(?:\p{L}*(?:bericht|brief|befund|protokoll|pass|dienst|team)|Z\. ?n)$/iu;
function withoutLead(text: string, span: Span): Span {
  let { start } = span;
  for (;;) {
    const match = lead.exec(text.slice(start, span.end));
    const { word = '', stop } = match?.groups ?? {};
    const isSentence = stop === '.' && word.length > 5 && isOrdinaryWord(word);
    const isThing = stop === '' && (doneAt.test(word) || /(?:ung|tion|skopie|grafie|graphie)(?:en)?$/u.test(word));
    if (match === null || !(isSentence || isThing)) return { ...span, start };
    start += match[0].length;
  }
}

const determiner =
  /^(?:Die|Der|Das|Dem|Den|Des|Diese[rsnm]?|Eine[rsnm]?|Ein|Im|In|Am|An|Aus|Zur|Zum|Von|Vom|Unsere[rsnm]?|Ihre[rsnm]?|Keine?|Nach|Bei|Für|The|This|Our)\s/u;
const isKindAlone = (word: string) => new RegExp(`^(?:${KIND})(?:e?s)?$|^[A-ZÄÖÜ]{2,4}$`, 'u').test(word);

const SUBJECT =
  '(?:\\p{L}{3,}(?:logie|iatrie|medizin|chirurgie|heilkunde|therapie|ästhesie|skopie|ologische|chirurgische|hilfe|rehabilitation|orthopädie|krankheiten|erkrankungen)|Orthopädie|Pädiatrie|Radiologie|Urologie|Innere|Allgemeine|Allgemein-?|Kinder|Jugendliche|Frauen|Haut|Geburtshilfe|Kinder-|Jugend|Neugeborene|Viszeral-?|Gefäß-?|Unfall-?|Thorax-?|Hals-?|Nasen-?|Ohren-?|Intensiv-?|Notfall-?|Schmerz-?|Palliativ-?|Plastische|Endokrine|Interventionelle|Diagnostische|Medizin)';
/** `Klinik für Viszeralchirurgie`, `Neurologische Klinik`: a department as every hospital has it. Where it goes on, it is a name. */
const department = new RegExp(
  `^(?:(?:Klinik|Praxis|Fachpraxis|Gemeinschaftspraxis|Institut|Zentrum|Poliklinik|Universitätsklinik|Tagesklinik)(?: und Poliklinik)? für (?:${SUBJECT}(?:,? (?:und |u\\. |& )?|-,? ?(?:und |u\\. )?|$)){1,6}|(?:Medizinische|Chirurgische|Neurologische|Neurochirurgische|Urologische|Orthopädische|Unfallchirurgische|Kardiologische|Radiologische|Psychiatrische|Gynäkologische|Augen|Haut|Frauen|Kinder|HNO-)\\s?(?:[Kk]linik|[Pp]oliklinik))(?:s|es)?$`,
  'u',
);
/** Nothing else behind that would tell whose it is. */
const isDepartment = (words: string) => department.test(words.trim());

const behind = /^(?<sign> \(|, | in | )(?<word>\p{Lu}[\p{L}-]{2,})/u;
const lineEnds = /^[ \t]*(?:[,;)\n]|$)/u;
/** `Klinik für Urologie (Leer)`, `Neurologische Klinik, Hof`: where it is tells whose it is. */
function isSomewhere(text: string, at: number): boolean {
  const match = behind.exec(text.slice(at, at + 48));
  const { sign, word } = match?.groups ?? {};
  if (match === null || word === undefined) return false;
  if (town(word) !== 'no') return true;
  if (isFormLabel(word) || isMedicalWord(word.toLowerCase())) return false;
  return (
    wordKind(word) === 'unknown' ||
    ((sign === ' (' || sign === ' ') && lineEnds.test(text.slice(at + match[0].length, at + 56)))
  );
}

/** Houses and firms that have a name of their own, be it an ordinary word: `Pflegedienst Sonnenschein`. */
const calledAfter =
  /(?<!\p{L})(?<kind>(?<named>Pflegedienst|Betreute[sn]? Wohnen|Wohngruppe|Wohngemeinschaft|Tagespflege|Kurzzeitpflege|Kanzlei|Kita|Krippe|Kinderkrippe|Hort|Einrichtung|Kindergarten|Gasthof|Hotel|Firma|Fa\.|JVA|Gymnasium|(?:Grund|Haupt|Real|Mittel|Gesamt|Förder|Berufs|Volks|Musik)schule|Kindertagesstätte|Kinderhaus|Internat|Kloster|Pfarrei|Jugendamt|(?:Amts|Land|Sozial|Familien|Betreuungs)gericht|Gesundheitsamt|Polizei(?:inspektion|revier|station)?|Tagesstätte|Caritas|Diakonie|AWO|DRK|BRK|ASB|(?<!(?:nach|zu|von|ganze[snm]?|pro)\s)Haus|(?<=(?:[Ii]ns|[Ii]m|aus dem|[Ii]n das)\s)Haus)|Notaufnahme|Standort|Stiftung|Werk|Schule|Station)\s(?:(?<quoted>[„“"»'‚][^“”"«'’\n]{2,40}[“”"«'‘])|(?<value>\p{Lu}[\p{L}-]{2,}(?:(?<=(?:Firma|Fa\.)\s\p{Lu}[\p{L}-]{2,30})\s\p{Lu}[\p{L}-]{2,}){0,2}))/dgu;

/** `Radiologie am Brunnen`: a practice by where it stands. */
const standing =
  /(?<!\p{L})(?:Radiologie|Pathologie|Kardiologie|Urologie|Orthopädie|Gastroenterologie|Dermatologie|Hausärzte|Internisten|Fachärzte|Augenärzte|Labor|Apotheke|\p{Lu}\p{L}*(?:praxis|zentrum|haus))\s(?:am|an der|beim|vor dem|zum|zur)\s(?<last>\p{Lu}[\p{L}-]{2,})/dgu;
const time =
  /(?:tag|tage|abend|morgen|woche|monat|jahr|termin|beginn|abklärung|kontrolle|therapie|diagnostik)$|^Ende$/iu;
const employer =
  /(?:(?:bei|beim|für)\s(?:der\s|dem\s)?(?<before>\p{Lu}[\p{L}&.-]*(?:\s\p{Lu}[\p{L}&.-]*){0,2})\s(?:tätig|beschäftigt|angestellt|gearbeitet|gelernt)|(?:arbeitete?|tätig|beschäftigt|angestellt|jobbt)\s(?:\p{L}+\s){0,3}?(?:bei|beim)\s(?:der\s|dem\s)?(?<after>\p{Lu}[\p{L}&.-]*(?:\s\p{Lu}[\p{L}&.-]*){0,2}))/dgu;

function standingAt(text: string): Span[] {
  return matchesOf(text, standing).flatMap((match) => {
    const last = match.groups!['last']!;
    const isPlace = !time.test(last) && wordKind(last) !== 'written';
    const start = match.index;
    return isPlace
      ? [
          {
            start,
            end: start + match[0].length,
            label: 'organisation' as const,
            confidence: 0.6,
            reason: 'organisation.standing',
          },
        ]
      : [];
  });
}

/** Where somebody works. */
function employers(text: string): Span[] {
  return matchesOf(text, employer).flatMap((match) => {
    const [start, end] = (match.indices!.groups!['before'] ?? match.indices!.groups!['after'])!;
    return [{ start, end, label: 'organisation' as const, confidence: 0.5, reason: 'organisation.employer' }];
  });
}

function called(text: string): Span[] {
  return overlapping(text, calledAfter).flatMap((match) => {
    const { named, quoted } = match.groups ?? {};
    const [from, end] = (match.indices!.groups!['value'] ?? match.indices!.groups!['quoted'])!;
    const kind = quoted ? 'unknown' : wordKind(text.slice(from, end));
    const isName = kind === 'unknown' || (named !== undefined && kind !== 'written');
    return isName
      ? [
          {
            start: named === undefined ? from : match.index,
            end,
            label: 'organisation' as const,
            confidence: 0.6,
            reason: 'organisation.called',
          },
        ]
      : [];
  });
}

/** Hospitals, practices, homes, insurers: where somebody was. A department alone (`Klinik für Innere Medizin`) stays. */
export const organisations: Detector = (text) => [
  ...houses(text, kind, 'organisation.named'),
  ...houses(text, short, 'organisation.abbreviated'),
  ...spansOf(text, saint, 'organisation', 0.8, 'organisation.saint'),
  ...spansOf(text, compound, 'organisation', 0.8, 'organisation.compound'),
  ...called(text),
  ...standingAt(text),
  ...employers(text),
  ...spansOf(text, insurer, 'organisation', 0.8, 'organisation.insurer'),
  ...spansOf(text, abbreviated, 'organisation', 0.8, 'organisation.abbreviated'),
];
