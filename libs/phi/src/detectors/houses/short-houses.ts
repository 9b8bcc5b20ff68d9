import { isPlainTown } from '../../words/plain-towns.js';
import { wordKind } from '../../words/ordinary-words.js';
import { town } from '../../words/towns.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

const WORD = '\\p{Lu}\\p{Ll}{2,}(?:-\\p{Lu}\\p{Ll}+)?';
/** Short for a hospital, and groups of hospitals: where it stands follows. */
const inTown = new RegExp(
  `(?<![\\p{L}-])(?:AK|EVK|EvK|BwK|BWK|BWZK|KKH|KMG|SLK|GRN|ALB FILS|Helios|HELIOS|Sana|Asklepios|ASKLEPIOS|Ameos|AMEOS|Rhön|Schön|Vivantes|Agaplesion|AGAPLESION|Median|MEDIAN|Paracelsus|Diakovere|Marienhospital|Josephs?stift|Elisabethen|Bethanien)\\s(?:Klinik(?:um|en)?\\s|Krankenhaus\\s)?(?<town>${WORD})`,
  'dgu',
);
/** `Klinikum Am Stein`: the capital of the preposition makes it part of the name. */
const standing = new RegExp(
  `(?<!\\p{L})(?:\\p{Lu}\\p{L}*)?(?:[Kk]linik(?:um)?|[Kk]rankenhaus|[Hh]ospital|[Ss]tift|[Zz]entrum|[Pp]raxis|[Rr]esidenz|[Hh]eim)\\s(?:Am|An der|An den|Im|In der|Zum|Zur|Auf der|Auf dem|Beim|Unter den|Vor dem|Hinter der)\\s(?:\\p{Lu}\\p{Ll}+en\\s)?\\p{Lu}\\p{L}{2,}(?:-\\p{Lu}\\p{L}+)?`,
  'dgu',
);
/** Carriers of help and of insurance that mean nothing else. */
const carrier =
  /(?<![\p{L}-])(?:AKH|SMZ(?:\s(?:Ost|Süd|Nord|West))?|DRK|BRK|JUH|MHD|BGW|VBG|BGHM|BGHW|BGN|SVLFG|LSVFG)(?![\p{L}-])/dgu;
/** `ASB Wache Süd` */
const post =
  /(?<![\p{L}-])(?:DRK|BRK|ASB|JUH|MHD|AWO|Malteser|Johanniter|Feuerwehr|Rettungsdienst|Caritas|Diakonie)[\s-](?:(?:Rettungs|Feuer|Lehrrettungs)?[Ww]ache|OV|KV|Ortsverband|Kreisverband|Ortsverein|Sozialstation|Pflegedienst|Rettungsdienst)(?:\s(?:\p{Lu}\p{L}+(?:-\p{Lu}\p{L}+)?|\d{1,3}))?(?![\p{L}-])/dgu;
/** Those whose letters mean something else as well. */
const cued = new RegExp(
  `(?<!\\p{L})(?:[Tt]ransport(?:iert)?\\s(?:durch|mit|per|d\\.|über)(?:\\sden)?|(?:UV-|Kosten|Unfall)?[Tt]räger:?|[Vv]ersichert\\s(?:bei|über)(?:\\s(?:der|die))?|Krankenkasse:?|Kasse:?|KK:?|GKV:?|PKV:?|BG:?)\\s(?<value>(?:ASB|AWO|LKK|BBK|BKK|KUK|GUV|UK|UKH|BG|KKH|HEK|PBeaKK|KVB|THW)(?:\\s\\p{Lu}[\\p{L}-]+)?)(?![\\p{L}-])`,
  'dgu',
);
const taxi =
  /(?<!\p{L})(?:Taxi|Mietwagen|Fahrdienst|Krankenfahrten|Pizzeria|Pizza)\s\p{Lu}\p{L}+-\p{Lu}\p{L}+(?!\p{L})/dgu;

/** Houses and carriers that are written with a few letters or with a preposition's capital. */
export const shortHouses: Detector = (text) => [
  ...spansOf(text, inTown, 'organisation', 0.6, 'organisation.short').filter(({ start, end }) => {
    const where = /\p{Lu}[\p{L}-]*$/u.exec(text.slice(start, end))![0];
    return isPlainTown(where) || town(where) !== 'no' || wordKind(where) === 'unknown';
  }),
  ...spansOf(text, standing, 'organisation', 0.7, 'organisation.standing'),
  ...spansOf(text, carrier, 'organisation', 0.6, 'organisation.carrier'),
  ...spansOf(text, post, 'organisation', 0.6, 'organisation.carrier'),
  ...spansOf(text, cued, 'organisation', 0.6, 'organisation.carrier'),
  ...spansOf(text, taxi, 'organisation', 0.5, 'organisation.called'),
];
