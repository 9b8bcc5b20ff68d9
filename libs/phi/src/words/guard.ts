import { eponyms as rare, namesakes } from './eponyms.js';
import { isOrdinaryWord } from './ordinary-words.js';

/** Names of people and places that are medicine: kept, unless the context says that a person is meant. */
const eponyms = new Set([
  ...'Barrett Billroth Roux Whipple Zenker Meckel Treitz Bauhin Vater Vateri Oddi Schatzki Mallory Weiss Dieulafoy Crohn Lynch Peutz Jeghers Gardner Kudo Paris Prag Prague Los Angeles Sydney Wien Vienna Rom Rome Amsterdam Montreal Boston Mayo Forrest Savary Miller Child Pugh Hill Spigelman Haggitt Marsh Oberhuber Truelove Witts Helicobacter Olympus Fujinon Fujifilm Pentax Storz Wolf Karl Richard Cameron Brunner Lieberkühn Langerhans Kupffer Auerbach Meissner Virchow Troisier Courvoisier Murphy McBurney Babinski Lasègue Lasegue Romberg Trendelenburg Kernig Brudzinski Erb Phalen Tinel Homans Payr Carnett Lhermitte Blumberg Lanz Rovsing Psoas Douglas Morison Winslow Gleason Clark Breslow Fontaine Rutherford Braden Norton Karnofsky Parkinson Alzheimer Dupuytren Korsakoff Wernicke Broca Babinski Lasègue Romberg Unterberger Trendelenburg Barré Guillain Bechterew Scheuermann Perthes Sudeck Raynaud Basedow Graves Hashimoto Addison Cushing Conn Sjögren Wegener Behçet Horton Kaposi Hodgkin Burkitt Waldenström Wilms Ewing Kaplan Meier Glasgow Coma Boston-Scale Bristol Rockall Blatchford Ranson Balthazar Atlanta Tokyo Milan Mailand Rotterdam Chicago Lugano Bismuth Corlette Strasberg Todani Klatskin Mirizzi Budd Chiari Wilson Gilbert Meulengracht Dubin Rotor Crigler Najjar Caroli Hirschsprung Ogilvie Boerhaave Plummer Vinson Ménétrier Menetrier Zollinger Ellison Hartmann Miles Nissen Toupet Dor Heller Kausch Kocher Braun Janeway Ivor Lewis Lichtenstein Shouldice Bassini Rutkow Desarda Milligan Morgan Parks Longo Ferguson Seton Goodsall Mendelson Mallampati Cormack Apgar Bishop Tanner Hb Doppler Holter Valsalva Charrière Seldinger Foley Tiemann Redon Robinson Ringer Hartmann-Lösung Giemsa Gram Kirschner Steinmann Hill-Grad Kaltenborn Karlsbad Baxter Parkland Emmert Sims Trendelenburg-Lagerung Fowler Zung Hamilton Beck Yesavage Mini-Mental Folstein Tinetti Barthel Rankin Hoehn Yahr Hunt Hess Fisher Nash Wells Duke Jones Centor Ranke Tanner-Whitehouse Levine Lown Killip Canadian Sokolow Lyon Mobitz Wenckebach Tawara His Purkinje Bachmann Fallot Ebstein Eisenmenger Marfan Ehlers Danlos Turner Klinefelter Down Prader Willi Charcot Fuchs Descemet Bowman Schlemm Leber Tenon Goldmann Snellen Amsler Schirmer Weber Rinne Eustachi Corti Waldeyer Reinke Killian Stenon Warthin Sharp Still Felty Reiter Dressler Baker Osgood Schlatter Köhler Freiberg Haglund Hallux Morton Ledderhose Peyronie Bartholin Douglas-Raum Gräfenberg Naboth Leopold Rh Coombs Duffy Kell Kidd Philadelphia Auer Heinz Howell Jolly Bence Reed Sternberg Ann Arbor Binet Rai Durie Salmon Lille Maddrey Okuda Barcelona Kyoto Baveno Rom-IV Nizza Nice Wasp Jnet Olga Olgim Pit'.split(
    ' ',
  ),
  ...rare,
  ...namesakes,
]);
/** Not one that a telephone book is full of. */
const rareOnes = new Set(rare);

const clinicalBefore =
  /(?:karl|richard|morbus|m\.|nach|über|typ|grad|stadium|klassifikation|score|syndrom|klassifiziert als|gemäß|test|zeichen|linie|papilla|vateri|sphinkter|operation|resektion|anastomose|divertikel|ösophagus|läsion)[\s(:,-]*$/iu;
const clinicalAfter =
  /^(?:[\s-]*(?:\p{Ll}*-?(?:Ösophagus|Oesophagus|Klassifikation|Score|Syndrom|Schleimhaut|Segment|Metaplasie|Epithel|Läsion|Resektion|Operation|OP|Anastomose|Magen|Divertikel|Ring|Ulkus|Ulcus|Krankheit|Erkrankung|Zeichen|Test|Skala|Index|Grad|Stadium|Typ|Level|Kriterien|Papille|Band|Klappe|Formel|Plastik|Lösung|Disease|classification|grade|oesophagus|esophagus|score|stage|category|worrisome|criteria|Befall|Durchmesser)|[IVX]{1,4}[a-cLlSsNni]?(?!\p{L})|(?:negativ|positiv|neg\.|pos\.|bds|beidseits|re\.|li\.)(?!\p{L})|pattern|Muster|Storz(?!\p{L})|Wolf(?!\p{L})|C\d{1,2}(?:[.,]\d)?\s?M\d|0?-?I(?:s|p|sp|Ia|Ib|Ic|II)(?!\p{L})|[0-4][a-c]?\b|[A-D]\b)|['’]s\s(?:disease|oesophagus|esophagus)|[-/]\p{Lu})/iu;

/** True when this word at this place is medicine: an eponym or place without a sign that a person is meant. */
export function isGuarded(text: string, start: number, end: number): boolean {
  const word = text.slice(start, end);
  const bare = word.replace(/['’]?s$/u, '');
  return word
    .split('-')
    .concat(bare)
    .some((part) => eponyms.has(part));
}

const adjective = /^(?<maker>\p{Lu}\p{Ll}+?)i?sche[nmrs]?$/u;

/** `Zenkersches`, `Bauhinschen`. */
export const isOfEponym = (word: string): boolean => eponyms.has(adjective.exec(word)?.groups?.['maker'] ?? '');

/** True when the neighbours of a guarded word say that the finding, not a person, is meant. */
export function readsAsMedicine(text: string, start: number, end: number): boolean {
  // `Boston-Score`: one part is the language's own
  const parts = text.slice(start, end).split('-');
  if (parts.length > 1 && parts.some((part) => !eponyms.has(part) && isOrdinaryWord(part))) return true;
  return (
    clinicalBefore.test(text.slice(Math.max(0, start - 24), start)) || clinicalAfter.test(text.slice(end, end + 30))
  );
}

/** `nach Weishaupt Grad 2`, `nach Schizas B`: whoever made a classification, known here or not. */
export function isClassification(text: string, start: number, end: number): boolean {
  return (
    /(?<!\p{L})(?:nach|gemäß|according to)\s$/u.test(text.slice(Math.max(0, start - 14), start)) &&
    /^\s\(?(?:Grad|Typ|Stadium|Klasse|Stufe|Score|Index|grade|stage|type|[IVX]{1,4}[a-c]?(?![\p{L}\d])|[0-5][a-c]?(?![\p{L}\d.])|[A-D](?![\p{L}\d.]))/u.test(
      text.slice(end, end + 12),
    )
  );
}

const personBefore =
  /(?:(?<!\p{L})(?:durch|von|an|mit|bei|vom|beim|Herrn?|Frau|Hr|Fr|Dr|Prof|gez|OA|OÄ|CA|FA|Kolleg\p{L}*|Sr|Pfleger|Schwester|Arzt|Ärztin|Operateur|Untersucher)\.?:?|\p{Lu}\.|[/&])\s?$/u;
const personAfter =
  /^(?:,\s(?:geb|\p{Lu}\p{Ll}+\s?(?:,|geb|\n))|\s(?:klagt|berichtet|gibt|wünscht|lehnt|hat|kam|kommt|stellte|wurde)(?!\p{L}))/u;

/** `Barthel 60`, `Schober: 10/14`. */
const result = /^[\s:=]{1,3}(?:\d{1,3}(?![\d.]|\s?[a-z]?,)|[IVX]{1,4}(?!\p{L})|\+|negativ|positiv|neg\.|pos\.)/u;

const diseases = new Set(
  'Crohn Barrett Billroth Whipple Mallory Parkinson Alzheimer Lynch Roux Zenker Meckel Fukuoka Vienna Montreal Sydney Achalasie'.split(
    ' ',
  ),
);

/** Spoken of far more often than anybody called so, and no person beside. */
export const isDisease = (text: string, start: number, end: number): boolean =>
  diseases.has(text.slice(start, end)) &&
  !personBefore.test(text.slice(Math.max(0, start - 24), start)) &&
  !personAfter.test(text.slice(end, end + 24));

/** A score with its number: kept wherever it stands. */
export const isScore = (text: string, start: number, end: number): boolean =>
  isGuarded(text, start, end) && result.test(text.slice(end, end + 12));

/** A sign or score by its maker's name where nothing beside it points at a person. */
export function isEponym(text: string, start: number, end: number): boolean {
  const word = text.slice(start, end);
  if (!isGuarded(text, start, end)) return false;
  if (readsAsMedicine(text, start, end) || result.test(text.slice(end, end + 12))) return true;
  if (!rareOnes.has(word) && !word.split('-').every((part) => rareOnes.has(part))) return false;
  return !personBefore.test(text.slice(Math.max(0, start - 24), start)) && !personAfter.test(text.slice(end, end + 24));
}
