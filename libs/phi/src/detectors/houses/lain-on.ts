import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

const WARD = '(?:\\p{Lu}{1,2}\\s?\\d{1,2}(?:\\.\\d)?[a-z]?|\\d{1,2}\\.\\d|\\d{1,2}\\s?[A-Za-z])';
const DONE =
  '(?:verlegt|übernommen|aufgenommen|zurückverlegt|rückverlegt|betreut|gelegen|mobilisiert|überwacht|entlassen|eingetroffen|liegend)';
/** `auf 3B verlegt`, `von der 4.2 übernommen`: nothing but a ward can be left so. */
const left = new RegExp(
  `(?<!\\p{L})(?:auf|von|aus|nach)\\s(?:die\\s|der\\s)?(?<value>${WARD})\\s(?:\\p{Ll}+\\s)?${DONE}(?!\\p{L})`,
  'dgu',
);
/** `Aufnahme auf W 3.` */
const toWard = new RegExp(
  `(?<!\\p{L})(?:[Aa]ufnahme|[Vv]erlegung|[Üü]bernahme|[Rr]ückverlegung|Bett|Platz|stationär[^\\n]{0,40}\\d\\.?)\\s(?:auf|von)\\s(?:die\\s|der\\s)?(?<value>${WARD})(?=\\s*(?:[.,;)\\n]|$))`,
  'dgu',
);
/** `Unfallchirurgie U2` */
const ofSubject =
  /(?<!\p{L})(?:Innere|Chirurgie|\p{Lu}\p{L}{3,}(?:chirurgie|iatrie|ologie|medizin)|Orthopädie|Gynäkologie|Intensiv|ITS|IMC)\s(?<value>\p{Lu}{1,2}\s?\d{1,2}[a-z]?)(?![\p{L}\d]|[.,]\d|\s?-)/dgu;
/** `Klinik VI, Station`: one of several of its kind. */
const numbered =
  /(?<!\p{L})(?:Klinik|Abteilung|Abt\.|(?:Med\.\s|Medizinische\s)?Klinik|Innere|Interne|Medizin|Chirurgie|Psychiatrie|Neurologie|Gynäkologie|Orthopädie|Pädiatrie|Urologie|\p{Lu}\p{L}+klinik)\s(?<value>I{2,3}|IV|VI{1,3}|I(?=[,;\n]|\s(?:mit|des|der|wurde)(?!\p{L})))(?=\s*(?:[,;\n)/]|$)|\s[–-]\s|\.\s*(?:\n|$)|\s(?:mit|des|der|am|im|wurde|war)(?!\p{L}))/dgu;
/** `Priorix LB4471A am 3.5.`: the batch of what was given. */
const given = /(?<=\p{Lu}\p{L}{4,}\s\(?)\p{Lu}{1,4}\d{3,6}[\p{Lu}\d]{0,5}(?=\)?\s(?:am|vom)\s\d)/dgu;
/** `Station 3a/b`, `Bett 12 F` */
const twice =
  /(?<!\p{L})(?:Station|Stat\.|Bett|Bettplatz|Zimmer|Zi\.)\s?:?\s(?<value>\d{1,3}[a-z]\s?[/+]\s?\p{L}|\d{1,3}\s[A-Z](?=\s*(?:[.,;)\n]|$)))(?!\p{L})/dgu;
/** `Zimmer 6 "Birke"` */
const named =
  /(?<!\p{L})(?:Zimmer|Zi\.|Station|Stat\.|Wohnbereich|Haus|Etage|Wohnung)\s?:?\s(?<value>\d{1,3}[a-z]?,?\s\(?[„“"»][^“”"«\n]{2,30}[“”"«])/dgu;
/** `XVII 118/24`, `4 XVII 88/22`, `12 C 118/23`: a court's. */
const court =
  /(?<![\p{L}\d.,/])(?<value>(?:\d{1,3}\s)?(?:[XVI]{2,5}|(?<=\d\s)(?:C|O|F|S|M|U|Cs|Ds|Ls|Js|AR|SO|KR|SB|RJ|VJ))\s\d{2,6}\/\d{2,4})(?![\d/.,]|\s?(?:mg|ml|mm|cm))/dgu;
/** `Wartenummer C118` */
const called =
  /(?<!\p{L})\p{Lu}\p{L}*(?:nummer|nr\.?|kennung|code)\s(?:lautet\s|ist\s)?(?<value>\p{Lu}{1,4}[- ]?\d{2,}(?:[-/ ]\d+)*(?:\s\p{Lu}{1,2}(?=\s*(?:[.,;)\n]|$)))?)(?![\p{L}\d])/dgu;
/** `Charge ABN 221 AC`, `PJN 448122 H`: letters that close a number of a thing. */
const closed =
  /(?<!\p{L})(?:Charge|Chargen-?[Nn]r\.?|Ch\.-?(?:B|Nr)\.?|Lot|LOT|REF|SN|S\/N|Seriennummer|Serien-Nr\.)\s?:?\s(?<value>\p{Lu}{1,4}\s\d{2,}(?:\s\d+)*\s\p{Lu}{1,3})(?![\p{L}\d])/dgu;
/** The spine and its roots, and what is counted in the blood, are written as wards are. */
const medical = /^(?:[CLS]\s?\d{1,2}|T[Hh]?\s?\d{1,2}|B\s?\d{1,2}|D\s?3|K\s?[12]|HF\s?\d+|[TNMG]\s?\d)$/u;

/** Wards and numbers as they are written when the word for them is left out or they go on. */
export const lainOn: Detector = (text) => [
  ...[toWard, ofSubject].flatMap((pattern) =>
    spansOf(text, pattern, 'id', 0.6, 'id.ward').filter(({ start, end }) => !medical.test(text.slice(start, end))),
  ),
  ...[left, twice].flatMap((pattern) => spansOf(text, pattern, 'id', 0.6, 'id.ward')),
  ...[named, numbered].flatMap((pattern) => spansOf(text, pattern, 'id', 0.6, 'id.ward')),
  ...spansOf(text, given, 'id', 0.6, 'id.batch'),
  ...[called, closed, court].flatMap((pattern) => spansOf(text, pattern, 'id', 0.6, 'id.cue')),
];
