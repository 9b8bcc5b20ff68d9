import { regions } from '../../words/regions.js';
import { wordKind } from '../../words/ordinary-words.js';
import { town } from '../../words/towns.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { overlapping, spansOf } from '../match.js';

const NAME = "\\p{Lu}[\\p{L}'’]*(?:[-/]\\p{Lu}[\\p{L}'’]*){0,3}\\.?";
const QUOTED = '[„“"»‚][^“”"«‘\\n]{2,40}[“”"«‘]';
/** Between a body and its name. */
const LINK =
  '(?:\\s(?:Bad|Sankt|St\\.|Markt|Burg|Schloss|Groß|Klein|Alt|Neu|Ober|Unter)|\\s(?:in|zu|am|an der|im|der|des|für|von|an|a\\.\\s?d\\.)(?:\\s(?:der|die|das|den))?|\\s(?:kath|ev|evang|städt|staatl|freiw|dt)\\.)?';
/** `Grund- und`, `Griechischer`. */
const BEFORE =
  '(?:(?:\\p{Lu}\\p{L}+-\\s(?:und|u\\.)\\s)|(?:(?:Staatliche|Städtische|Evangelische|Katholische|Freiwillige|Deutsche|Freie|Private|\\p{Lu}\\p{L}+ische)[rnsm]?\\s))?';
/** Their kind ends so; a name behind says which. */
const GROWN =
  '\\p{Lu}[\\p{L}-]*(?:vereins?|vereines|verband(?:e?s)?|klubs?|clubs?|bund(?:es)?|chors?|genossenschaft|gilde|innung|amt(?:e?s)?|behörde|gericht(?:e?s)?|ministeriums?|direktion|präsidiums?|verwaltung|kammer|kreis(?:es)?|schulen?|gymnasiums?|kindergartens?|kindergärten|kita|krippe|hort|internats?|kolleg|akademie|hochschule|tagesstätte|werkstatt|werkstätten|heim(?:e?s)?|residenz|stift(?:e?s)?|wohnstift|zentrum|zentrums|dienst(?:e?s)?|netz(?:e?s)?|netzwerk(?:s)?|station|tafel|hilfe|beratung|beratungsstelle|stelle|mission|wache|feuerwehr|gruppe|gemeinde|pfarrei|kirche|moschee|kaserne|pension|haus|hof|unterkunft|stiftung|fürsorge|kasse|versicherung|initiative|team)';
const ALONE =
  '(?:Agentur für Arbeit|Arbeitsagentur|Jobcenter|Jugendamt|Sozialamt|MDK|MD|SMD|Medizinische[rn]? Dienst(?: der Krankenversicherung)?|LSG|OLG|LG|AG|SG|VG|StA|Staatsanwaltschaft|Landratsamt|LRA|Magistrat|BH|Polizei|PI|PP|Feuerwehr|FFW?|THW|JVA|DRK|BRK|ASB|JUH|MHD|AWO|KV|KVB|ÄK|LÄK|LKK|LVA|LWV|LWL|LVR|SVA|GKK|BVA|Caritas|Diakonie|Malteser|Johanniter|Rote[sn]? Kreuz|Volkssolidarität|Lebenshilfe|Samariterbund|Sozialdienst|Hospiz|SAPV|TV|TSV|SV|SC|FC|TuS|TSG|VfB|VfL|VfR|SpVgg|SpVg|SSV|ESV|FV|FSV|RSV|HSV|ASV|DJK|KSV|MTV|ATSV|BSG|SSG|SGV|PSV|TSC|SKV|RSC|HC|EHC|Turnverein|Sektion|Ortsgruppe|Kreisverband|Ortsverein|Freundeskreis|Selbsthilfegruppe|Schule|Gymnasium|Kita|KiTa|Kiga|Kindergarten|FOS|BOS|HTL|HAK|HLW|BG/BRG|BRG|BORG|IGS|KGS|NMS|BBS|GMS|GGS|KGS|OGS|EOS|POS|Universität|Uni|TU|FH|Hochschule|Seniorenheim|Pflegeheim|Wohnheim|WfbM|Wohngruppe|Wohnbereich|Tagespflege|Pflegedienst|Werkstatt|Gemeinde|Stadt|Kirchengemeinde|Pfarrei|Kloster|Abtei|Kaserne|Landkreis|LK|Kreis|Bezirk|Verbandsgemeinde)';
const body = new RegExp(
  `(?<![\\p{L}\\d-])${BEFORE}(?<kind>${GROWN}|${ALONE})(?:,\\s(?:Sektion|Ortsgruppe|Ortsverein))?(?<link>${LINK})\\s(?:(?<quoted>${QUOTED})|(?<name>(?:Hl\\.\\s|St\\.\\s)?${NAME}(?:\\s(?:am|an der|im|i\\.|a\\.\\s?d\\.)\\s\\p{Lu}\\p{L}+)?)(?<more>(?:\\s${NAME}){0,2})(?:\\s(?:\\d{2}|0\\d|\\d{4})(?![\\d.,]))?)`,
  'dgu',
);
/** In a club, be its name any word. */
const club =
  /(?<=(?:im|beim|vom|des|dem|zum|den|der|für|Verein|beim örtlichen)\s)(?:TV|SV|SC|FC|FV|HC|TSV|TuS|TSG|SG|SSV|ESV|DJK|VfB|VfL|RSV|BSG|MTV)\s\p{Lu}\p{L}{2,}(?:-\p{Lu}\p{L}+)?/dgu;
/** Insurers against accidents, by trade. */
const insurer =
  /(?<!\p{L})(?:BG|Berufsgenossenschaft|Unfallkasse|Unfallversicherung|Sozialversicherung|Innung)\s(?:(?:der|des|für)\s)?(?!Zentr)(?:\p{Lu}[\p{L}-]+)(?:(?:,\s|\s(?:und|u\.|&)\s|\s)(?:BV\s)?\p{Lu}[\p{L}-]+){0,4}/dgu;
/** Kinds whose letters mean something else before most words. */
const short = /^(?:TV|SV|SC|FC|FV|HC|AG|LG|SG|VG|KV|MD|BH|PI|PP|FF|LK|TU|FH|Uni|PO?S|EO?S|BG|HAK|LVA|SVA|BVA|GKK)$/u;
/** Compounds of medicine that end like a body's kind. */
const medical =
  /(?:kranken|knochen|blut|stoffwechsel|kreislauf|stütz|muskel|band|kapsel|gelenk|druck|bruch|biss|puls|einstich|punktions|austritts|eintritts|entnahme|resektions|anastomosen|rück|seh|hör|geh|steh|sitz|vorder|hinter|herz|augen|druck|wund|kompressions|gips|stütz|salben|dauer|kopf|brust|fuß|hand|schutz)(?:verband(?:e?s)?|stelle|kreis|hilfe|kammer|gruppe|netz|dienst)$|^(?:Kreislauf|Blutkreis|Umkreis|Altersgruppe|Blutgruppe|Muskelgruppe|Arbeitsgruppe|Kontrollgruppe|Risikogruppe|Zielgruppe|Gruppe|Hilfe|Stelle|Station|Verband|Zentrum|Haus|Hof|Kasse|Beratung|Dienst|Heim|Team|Netz|Bund|Kirche|Amt|Kammer|Akademie|Gehhilfe|Ernährungsberatung|Fachdienst|Nachtdienst|Bereitschaftsdienst|Zuhaus)$/iu;

/** Clubs, authorities, courts, schools, services: a kind and the place or the name behind it. */
export const bodies: Detector = (text) => [
  ...overlapping(text, body).flatMap((match): Span[] => {
    const { kind = '', quoted, name = '', more = '', link = '' } = match.groups!;
    if (medical.test(kind) && quoted === undefined) return [];
    const start = match.index;
    if (quoted !== undefined) return [organisation(start, start + match[0].length)];
    const word = /\p{Lu}[\p{L}'’/-]*/u.exec(name.replace(/^(?:Hl|St)\.\s/u, ''))?.[0] ?? '';
    const isSaint = /^(?:Hl|St)\.\s/u.test(name) || /(?:St\.|Sankt|Bad|Burg)$/u.test(link);
    // `Kegelverein Gut Holz`: clubs and nurseries are called as they like
    const isFree =
      /(?:verein(?:e?s)?|kita|krippe|kindergarten|chors?|klub|club)$/iu.test(kind) &&
      !/(?:tag|abend|woche|monat|jahr)$/u.test(word);
    const isOurs =
      isFree ||
      isSaint ||
      (short.test(kind)
        ? isPlace(word)
        : isPlace(word) ||
          wordKind(word) === 'unknown' ||
          (/(?:schule|gymnasium|kita|haus|heim|residenz|stift|verein|gruppe|garten|station|zentrum|dienst|hilfe)/iu.test(
            kind,
          ) &&
            wordKind(word) === 'noun' &&
            link === '' &&
            !/(?:ung|ion|keit|heit|tät|er|en)$/u.test(word)));
    const [nameFrom] = match.indices!.groups!['name']!;
    if (!isOurs) {
      const [behind] = /\S+$/u.exec(more) ?? [];
      const isFarther = behind !== undefined && isPlace(behind) && !short.test(kind);
      return isFarther ? [organisation(start, nameFrom + name.length + more.length)] : [];
    }
    const further = more
      .match(/\s[^\s]+/gu)
      ?.reduce(
        (kept, next) =>
          kept.isOpen && isPlace(next.trim()) ? { text: kept.text + next, isOpen: true } : { ...kept, isOpen: false },
        { text: '', isOpen: true },
      ).text;
    const nameEnd = nameFrom + name.length + (further?.length ?? 0);
    const tail =
      /^\s(?:\d{2}|\d{4})(?![\d.,]|\s?(?:mg|ml|Uhr))/u.exec(text.slice(nameEnd, nameEnd + 6))?.[0].length ?? 0;
    return [organisation(start, nameEnd + tail)];
  }),
  ...spansOf(text, club, 'organisation', 0.6, 'organisation.club').filter(
    ({ start, end }) => wordKind(/\S+$/u.exec(text.slice(start, end))![0]) !== 'written',
  ),
  ...spansOf(text, insurer, 'organisation', 0.7, 'organisation.insurer'),
];

/** A town, a land, a part of one. */
function isPlace(word: string): boolean {
  const bare = word.replace(/[.]$/u, '');
  if (town(bare) === 'yes' || regions().has(bare)) return true;
  if (/^(?:Nord|Süd|Ost|West|Ober|Unter|Mittel|Nieder)\p{Ll}{4,}$/u.test(bare) && wordKind(bare) !== 'written')
    return true;
  if (/-(?:Nord|Süd|Ost|West|Mitte|Land|Stadt|Altstadt|Neustadt)$/u.test(bare)) return true;
  return bare.split(/[-/]/u).some((part) => part.length > 3 && town(part) !== 'no' && wordKind(part) !== 'written');
}

const organisation = (start: number, end: number): Span => ({
  start,
  end,
  label: 'organisation',
  confidence: 0.6,
  reason: 'organisation.body',
});
