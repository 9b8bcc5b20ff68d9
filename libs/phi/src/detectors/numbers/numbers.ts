import type { Span } from '../../span.js';
import {
  isAhv,
  isIban,
  isIdCard,
  isIk,
  isKvnr,
  isLanr,
  isLuhn,
  isNhs,
  isNpi,
  isRvnr,
  isSvnr,
  isTaxId,
} from './check-digits.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { isCount } from './measures.js';

const CUE =
  '(?:Fall|Aufnahme|Aufn|Patienten|Patient|Pat|Kranken|Versicherten|Versicherungs|Mitglieds|Auftrags?|Eingangs?|Einsende|Histologie|Histo|Untersuchungs|Befund|Journal|Beleg|Kunden|Ausweis|Pass|Steuer|Sozialversicherungs|Renten|Konto|Barcode|Proben?|Labor|Chargen|Arzt|Betriebsstätten|Kassen|Rechnungs|Vorgangs|Studien|Inventar|Implantat|Konserven|Rezept|Zimmer|Akten|Fach|Behandlungs|Personal|Mitarbeiter|Probanden|Protokoll|Geschäfts|Antrags|Schadens|Register|Spender|Empfänger|Matrikel|Pflegekassen|Tages)';
/** The last letters of `3JX-K7Q-D`. */
const TAIL = '(?:\\p{Lu}{0,3}(?:-\\p{Lu}{1,4}){0,2}(?![\\p{L}\\d]))?';
const VALUE = `(?<value>(?:[A-Z]{0,6}|\\p{Lu}\\p{Ll}{1,3}(?=[-/]?\\d))[ /-]?\\d[\\d\\p{Lu}./ -]{1,18}\\d${TAIL}|[A-Z]?\\d{2,}\\p{Lu}?)`;
const cued = new RegExp(
  `${CUE}\\.?\\s?-?\\s?(?:Nr\\.?|Nummer|nummer|nr\\.?|ID|Id|No\\.?|Kennung|Zeichen)\\.?\\s*[:#]?\\s*${VALUE}`,
  'gud',
);
/** Any word that ends in `nummer` or `-Nr.`, and things that carry a number. */
const ending = new RegExp(
  `(?:(?<!\\p{L})(?:\\p{Lu}[\\p{L}-]{0,30}(?:nummer|-Nr\\.?|nr\\.|-ID|kennung)|Nummer|Akte|Vorgang|Auftrag|Fall|Karte|Chipkarte|Probe|Präparat|Barcode|Etikett|Archiv|Journal|(?<!(?:CPT(?:\\(R\\))?|ICD|OPS|ATC)[\\s-])Code)\\s?:?\\s*(?:J-Nr\\.\\s?|Nr\\.?\\s?)?)(?<value>\\p{Lu}{0,3}[ ./-]?\\d[\\d./ -]{2,18}\\d)`,
  'gud',
);
/** `21.09981`: a year and a running number; `Nr. 44871, 44872`: a list behind its cue. */
const running =
  /(?<![\d.,])(?:19|2\d|1\d|0\d)\.\d{4,6}(?![\d.,]\d|\s?(?:mm|cm|ml|mg|%))|(?<=(?:Nr\.|Nrn\.|Nummern?)\s?\d{4,9}(?:,\s\d{4,9}){0,3}(?:,\s|\sund\s))\d{4,9}(?![\d.,]\d)/dgu;
/** `RAP/lm/00987`: whose letter it is, and its number. */
const reference = /(?<![\p{L}\d/.])(?=[^\s]*\d)\p{L}{2,4}(?:\/[\p{L}\d]{1,10}){2,4}(?![\p{L}\d/])/dgu;
/** A long number in which a reader took digits for letters. */
const misread =
  /(?<![\p{L}\d.,-])(?=[\dOoIl|]{6,14}(?![\p{L}\d]))(?=(?:[OoIl|]*\d){4})(?=\d*[OoIl|])[\dOoIl|]{6,14}/dgu;
const dotted = /(?<![\d.,])\d{3}\.\d{3}\.\d{3}(?:\.\d{1,3})?(?![\d,]|\s?(?:\/|mm|ml|Zellen|Keime|Euro|€))/dgu;
const prefixed = /(?<![\p{L}\d-])\p{Lu}{1,3}-?\d{5,10}(?![\p{L}\d])/dgu;
const bare = new RegExp(
  `(?<!\\p{L})(?:PLZ|Postleitzahl|ZIP(?: code)?|PID|PIZ|MRN|Acct\\.?|Account|Aufnahmezahl|Aufn\\.-?\\s?Zahl|AZ|Aktenzahl|GZ|Geschäftszahl|VNr\\.?|SV-?Nr\\.?|SVN|Specimen(?: [Nn]o\\.?)?|Lab(?:oratory)? [Rr]ef\\.?|[Pp]assport(?: [Nn]o\\.?| [Nn]umber)?|Job ?#|Ref\\.?|KVNR|RVNR|VSNR|SVNR|AHV|BIC|IdNr\\.?|LANR|BSNR|IK|FN|AN|E-Nr\\.?|H-Nr\\.?|ID|Case|Accession|Hosp(?:ital)?\\.? No\\.?|Unit No\\.?|NHS(?: No\\.?| Number)?|SSN|Policy|Aktenzeichen|Az\\.?|Zeichen|Fallnr\\.?|Fallnummer|Patnr\\.?|Nr\\.)\\s*[:#]?\\s*${VALUE}`,
  'gud',
);
/** Where somebody lay: `Station A31`, `Zi: 119`, `Ambulanz CH12`, `OP II`. */
const ward =
  /(?<!\p{L})(?:(?:Intensiv|Wach|Aufnahme|Überwachungs|Privat)?[Ss]tation|Stat\.|Zimmer|Zi\.?|Bett|ITS|IMC|ICU|IPS|HDU|CCU|Endo|Raum|Eingriffsraum|Untersuchungsraum|Ward|Room|Bed|Theatre|Bay|room|ward|bed|bay|theatre|Ambulanz|OP|Saal|Intensiv|Onkologie|Strahlenklinik)(?!\p{L})\s*[:.]?\s*(?<value>[A-ZÄÖÜ]{0,3}[ -]?\d{1,4}[\p{Lu}a-f]?(?![\d\p{L}%]|\/\d|[.,]\d|\s?(?:mm|cm|ml|mg|x\s|Tag|Stunde|Woche|Zykl))(?:\s(?:Nord|Süd|Ost|West))?|[IVX]{1,4}(?![\p{L}\d])|\p{Lu}(?![\p{L}\d.]))/dgu;
/** `Rückverlegung auf P3` */
/** `von der 3 Süd`: a ward by its wing. */
const side = /(?<![\d.,/-])\d{1,2}\p{Lu}?[\s-](?:Nord|Süd|Ost|West)(?!\p{L}|-\p{L})/dgu;
const moved =
  /(?:[Vv]erleg\p{L}*|[Üü]bernahme|[Zz]urück|[Aa]ufgenommen)\s(?:auf|nach|von|zur?)\s(?:die\s|Station\s)?(?<value>\p{Lu}{1,3}-?\d{1,3}[a-z]?)(?![\p{L}\d])/dgu;
/** `OG. Viszeralchirurgie B /`: the letter of a wing. */
const wing = /(?<!\p{L})\p{L}{5,}(?:chirurgie|medizin|logie|therapie)\s(?<value>\p{Lu})(?=\s?[/,\n])/dgu;
const histology = /(?<![\p{L}\d])(?=[EHBSZ\d])(?:[EHBSZ][/ -]?)?(?:19|20)?\d{2}[/-]\d{3,6}(?:[-/]\d{1,4})?(?![\d/])/dgu;
const letterNumber = /(?<![\p{L}\d])(?:[A-Z]\s?|[A-Z]{2,3}(?=\d{4}))\d{3,9}(?:\/|-(?=\d{2}(?!\d)))\d{2,4}(?!\d)/dgu;
const long = /(?<![\d.,\p{L}])\d(?:[\d ]?\d){5,19}(?![\d]|[.,]\d)/dgu;
const grouped = /(?<![\d\p{L}])\d{2,6}[/-]\d{2,6}(?:[/-]\d{2,6})?(?![\d\p{L}])/dgu;
const lettered = /(?<![\p{L}\d])(?=[A-Z\d]{8,18}(?![\p{L}\d]))(?=(?:[A-Z]*\d){5})[A-Z\d]{8,18}/dgu;
const plate =
  /(?<![\p{L}\d])[A-Z]{2}\d{2} [A-Z]{3}(?![\p{L}\d])|(?<!\p{L})(?!CK-|ICD-|LV-|RV-|LA-)[A-ZÄÖÜ]{1,3}-(?!I{2} )[A-Z]{1,2} \d{1,4}(?!\d)/dgu;
/** Pension number with its blanks, Swiss number with its points. */
const national = /(?<![\p{L}\d])(?:\d{2} ?\d{6} ?[A-Z] ?\d{3}|756\.\d{4}\.\d{4}\.\d{2})(?![\p{L}\d])/dgu;
const nino = /(?<![\p{L}\d])[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![\p{L}\d])/dgu;
const ssn = /(?<![\d-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])/dgu;
const iban = /(?<![\p{L}\d])[A-Z]{2}\d{2}(?: ?[A-Z\d]){11,30}(?![\p{L}\d])/dgu;

/** A measure, dose or count follows or a decimal stands there: that number is medicine. */
const measure = /^\s?(?:mm|cm|ml|mg|kg|µg|g\/|mmol|U\/|IE|kPa|mmHg|bpm|kcal|Hz|°|%|\/(?:µl|nl|min|ml|d\b|mm³))/iu;

/** `g/l   117-153`: what is normal. */
const unitBefore = /(?:[gGTlLU]\/[lLd]l?|mol\/l|\/[µnp]l|%|fl|pg|sec)\s{2,}$/u;

/** The number of a drug's package (PZN) is the same for everybody. */
const drug = /PZN[\s:-]*$/u;

function check(number: string): { label: string; checked: boolean } | undefined {
  const tests: readonly (readonly [string, (text: string) => boolean])[] = [
    ['kvnr', isKvnr],
    ['rvnr', isRvnr],
    ['iban', isIban],
    ['ik', isIk],
    ['lanr', isLanr],
    ['nhs', isNhs],
    ['svnr', isSvnr],
    ['ahv', isAhv],
    ['npi', isNpi],
    ['id-card', isIdCard],
    ['tax', isTaxId],
    ['luhn', isLuhn],
  ];
  const found = tests.find(([, test]) => test(number));
  return found ? { label: found[0], checked: true } : undefined;
}

/** Cue, or check digit, or a long number that is no measure. A failed check digit never clears a cued number. */
const outOf = /(?:[Ii]ndex|[Ss]core|[Ss]kala|Barthel|BI|GAF|KPS|Karnofsky|VAS)\s?:?\s(?:\d{1,2}|100)\/100$/u;

export const numbers: Detector = (text) => {
  const plain = [
    ...spansOf(text, long, 'id', 0.6, 'id.long'),
    ...spansOf(text, lettered, 'id', 0.6, 'id.long'),
    ...spansOf(text, iban, 'id', 0.6, 'id.long'),
  ]
    .filter(
      ({ start, end }) =>
        !measure.test(text.slice(end, end + 8)) &&
        !drug.test(text.slice(Math.max(0, start - 8), start)) &&
        !isCount(text, start, end),
    )
    .map((span): Span => {
      const known = check(text.slice(span.start, span.end).replaceAll(/[^A-Z\d]/gu, ''));
      return known ? { ...span, confidence: 0.98, reason: `id.${known.label}.checked` } : span;
    });
  return [
    ...spansOf(text, cued, 'id', 0.95, 'id.cue'),
    ...spansOf(text, ending, 'id', 0.9, 'id.cue'),
    ...spansOf(text, running, 'id', 0.6, 'id.shape'),
    ...spansOf(text, reference, 'id', 0.6, 'id.reference').filter(
      ({ start, end }) => (text.slice(start, end).match(/\p{Lu}/gu) ?? []).length >= 2,
    ),
    ...spansOf(text, misread, 'id', 0.6, 'id.misread'),
    ...spansOf(text, dotted, 'id', 0.6, 'id.shape'),
    ...spansOf(text, prefixed, 'id', 0.6, 'id.shape'),
    ...spansOf(text, bare, 'id', 0.9, 'id.cue'),
    ...spansOf(text, histology, 'id', 0.7, 'id.histology').filter(
      ({ start, end }) =>
        !/^\s(?:HPF|Enterozyten|Felder|Krypten|Zellen|Punkten?)/u.test(text.slice(end, end + 14)) &&
        !outOf.test(text.slice(Math.max(0, start - 24), end)),
    ),
    ...spansOf(text, letterNumber, 'id', 0.8, 'id.shape'),
    ...spansOf(text, grouped, 'id', 0.5, 'id.shape').filter(
      ({ start, end }) =>
        text.slice(start, end).replaceAll(/\D/gu, '').length >= 6 &&
        !/^(\d{1,3})(?:-\1)+$/u.test(text.slice(start, end)) &&
        !measure.test(text.slice(end, end + 8)) &&
        !unitBefore.test(text.slice(Math.max(0, start - 12), start)) &&
        !/^\s?(?:Uhr|h)(?!\p{L})/u.test(text.slice(end, end + 5)),
    ),
    ...spansOf(text, ward, 'id', 0.7, 'id.ward'),
    ...spansOf(text, side, 'id', 0.6, 'id.ward'),
    ...spansOf(text, moved, 'id', 0.6, 'id.ward'),
    ...spansOf(text, wing, 'id', 0.5, 'id.ward'),
    ...spansOf(text, plate, 'id', 0.6, 'id.plate'),
    ...spansOf(text, national, 'id', 0.9, 'id.national'),
    ...spansOf(text, nino, 'id', 0.9, 'id.nino'),
    ...spansOf(text, ssn, 'id', 0.9, 'id.ssn'),
    ...plain,
  ];
};

const serial =
  /(?<!\p{L})(?:Serien-?(?:nummer|nr\.?)|Seriennr\.?|S\/N|SN|Serial(?: No\.?| Number)?|Geräte-?(?:nummer|nr\.?|ID))\s*[:#.]?\s*(?<value>(?=[A-Z-]*\d)[A-Z\d][A-Z\d-]{3,15})/dgiu;

/** A device's serial number: who used it when stands in a hospital's books. */
export const devices: Detector = (text) => spansOf(text, serial, 'device', 0.9, 'device.serial');
