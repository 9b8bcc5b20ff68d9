import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const PART = '[\\p{L}\\d]+(?:[-/._][\\p{L}\\d]+)*';
const NEXT = '(?=[\\p{L}/._-]*\\d|\\p{Lu}{1,5}(?:[ /-][\\d]))[\\p{Lu}\\d][\\p{L}\\d]*(?:[-/._][\\p{L}\\d]+)*';
/** A value of any shape that holds a digit. */
const VALUE = `(?<value>(?=[\\p{L}/._-]{0,8} ?[\\p{L}/._-]{0,8}\\d)${PART}(?: ${NEXT}){0,4})`;
/** Files, contracts, batches, vehicles. */
const cued = new RegExp(
  `(?<![\\p{L}-])(?:A(?:k|K)?t?[Zz]\\.?|Akt\\.?-?\\s?[Zz](?:ch|\\.)?\\.?|Aktenz(?:eichen|\\.)|Gesch\\.?-?\\s?[Zz](?:ch|\\.)?\\.?|Geschäfts(?:zeichen|zahl|nr\\.?)|GZ|Gz\\.?|GeschZ\\.?|[Uu]ns(?:er|\\.) [Zz](?:eichen|\\.)|[Ii]hr [Zz](?:eichen|\\.)|Vorg(?:ang|\\.)(?:s-?\\s?[Nn]r\\.?|snummer)?|Vers(?:icherungs|ichertens?|\\.)?-?\\s?[Nn]r\\.?|Vers\\.|Versichertennr\\.?|Mitgl(?:ieds|\\.)?-?\\s?[Nn]r\\.?|Pol(?:icen|\\.)?-?\\s?[Nn]r\\.?|Vertr(?:ags|\\.)?-?\\s?[Nn]r\\.?|K(?:un)?d(?:en)?\\.?-?\\s?[Nn]r\\.?|Reg(?:ister|istrier|\\.)?-?\\s?[Nn]r\\.?|Rg\\.?-?\\s?[Nn]r\\.?|Re\\.?-?\\s?[Nn]r\\.?|Rechn(?:ungs|\\.)?-?\\s?[Nn]r\\.?|Rezept-?\\s?[Nn]r\\.?|Eing(?:angs|\\.)?-?\\s?[Nn]r\\.?|Tgb\\.?-?\\s?[Nn]r\\.?|J\\.?-?\\s?[Nn]r\\.?|E\\.?-?\\s?[Nn]r\\.?|Pr(?:oben|äparate|\\.)?-?\\s?[Nn]r\\.?|Präp\\.?-?\\s?[Nn]r\\.?|Unters(?:uchungs|\\.)?-?\\s?[Nn]r\\.?|Auftr(?:ags|\\.)?-?\\s?[Nn]r\\.?|Schein-?\\s?[Nn]r\\.?|Konto-?\\s?[Nn]r\\.?|Ausw(?:eis|\\.)?(?:-?\\s?[Nn]r\\.?)?|Pass(?:-?\\s?[Nn]r\\.?)?|Chargen?(?:-?\\s?(?:[Nn]r\\.?|B(?:ez)?\\.))?|Charg\\.|Ch\\.-?\\s?B(?:ez)?\\.|Ch\\.-?\\s?Nr\\.?|Lot(?:-?\\s?[Nn]r\\.?)?|LOT|SN|S/N|Ser(?:ien|\\.)?-?\\s?[Nn]r\\.?|REF|Ref\\.?-?\\s?[Nn]r\\.?|Fzg\\.?(?:-?\\s?[Nn]r\\.?)?|Fahrzeug|Kennz(?:eichen|\\.)|Kfz\\.?(?:-?\\s?Kennz(?:eichen|\\.))?|Einsatz(?:-?\\s?[Nn]r\\.?)?|Bett-?[Nn]r\\.?|Zi(?:mmer|\\.)?-?[Nn]r\\.?|Spind|Schließfach|Safe|Tresor|PIN|Code|Token|Ticket|Beh(?:andlungs|\\.)?-?\\s?[Nn]r\\.?|Acc\\.?-?\\s?[Nn]r\\.?|Accession|Studien-?ID|Pat\\.?-?\\s?ID|ID)(?!(?<=\\p{L})\\p{Ll}|(?<=ID)\\p{L})\\s?[:#.]?\\s{0,3}(?:Nr\\.?\\s?)?${VALUE}`,
  'dgu',
);
/** A batch by its letters and digits; `Ch. 14` is a width. */
const batch =
  /(?<![\p{L}-])(?:Ch|Chg|Lot|LOT)\.?\s?:?\s(?<value>(?=[\p{Lu}\d-]*\p{Lu})(?=(?:[\p{Lu}-]*\d){2})[\p{Lu}\d-]{4,})(?![\p{L}\d])/dgu;
/** Whatever an underscore joins is a file's name or a machine's number. */
const joined = /(?<![\p{L}\d_])(?=[\p{L}_-]*\d)[\p{L}\d]+(?:[_][\p{L}\d-]+)+(?![\p{L}\d_])/dgu;
/** Ambulances and helicopters by their call: `RTW 4-83-2`, `Florian Musterstadt 1/83-1`, `Christoph 27`. */
const radio =
  /(?<![\p{L}-])(?:(?:RTW|NEF|KTW|NAW|RTH|ITW|ITH|REF|HLF)\s(?<number>\d{1,4}(?:[-/]\d{1,3}){1,4})|(?:Florian|Rotkreuz|Akkon|Sama|Johannes|Pelikan|Christoph)\s(?:\p{Lu}[\p{L}-]+\s){0,2}\d{1,3}(?:[-/]\d{1,3}){0,4}(?![\d.,]))/dgu;
/** Wings, entrances and rooms: `Haus C`, `Eingang B`, `WB III`, `Raum A1.204`. */
const room =
  /(?<![\p{L}-])(?:Haus|Eingang|Gebäude|Geb\.|Bau|Trakt|Flügel|Block|Aufgang|Pavillon|Bettenhaus|Wohnbereich|WB|Wohngruppe|WG|Ebene|Etage|Stockwerk|Raum|R\.|Zimmer|Zi\.|Ambulanz|Amb\.|Saal|OP-Saal|Schalter|Leitstelle|Anmeldung|Intensivstation|INTENSIVSTATION|STATION|Pflegegruppe|\p{Lu}\p{L}+[Ss]tation)\s(?:Nr\.\s?)?(?<value>\p{Lu}?-?\d{1,2}\.\d{1,3}\p{Lu}?|\p{Lu}{1,2}-?\d{1,4}\p{L}?|\p{Lu}(?!\p{L}|\.\p{L})|[IVX]{1,4}|\d{1,4}\p{L}?(?!\s?(?:mg|ml|mm|cm|x|Tage|Wochen|Stunden|Betten|Personen|Stufen)))(?![\p{L}\d%]|[.,]\d|\s?(?:mm|cm|mg|ml|m²))/dgu;
/** Reached with its registry: `7 XVII 119/17` of a court. */
const court = /(?<![\p{L}\d])\d{1,4}\s(?:[IVX]{1,5}|[A-Z][A-Za-z]{0,3})\s\d{1,6}\/\d{2,4}\p{Ll}?(?![\p{L}\d])/dgu;

/** Numbers of files, batches, vehicles and rooms, whatever their shape. */
export const references: Detector = (text): Span[] => [
  ...spansOf(text, cued, 'id', 0.8, 'id.reference').filter(({ start, end }) => isNumber(text.slice(start, end))),
  ...spansOf(text, batch, 'id', 0.8, 'id.batch'),
  ...(text.includes('_') ? spansOf(text, joined, 'id', 0.7, 'id.joined') : []),
  ...matchesOf(text, radio).map((match) => {
    const [start, end] = match.indices!.groups!['number'] ?? match.indices![0]!;
    return { start, end, label: 'id' as const, confidence: 0.6, reason: 'id.radio' };
  }),
  ...spansOf(text, room, 'id', 0.6, 'id.ward'),
  ...spansOf(text, court, 'id', 0.8, 'id.court'),
];

/** More than one digit, or letters and a digit; no time of day. */
const isNumber = (value: string) => /\d.*\d|\p{L}.*\d|\d.*\p{L}/u.test(value) && !/^\d{1,2}[:.]\d{2}$/u.test(value);
