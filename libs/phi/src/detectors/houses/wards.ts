import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

const NO_MEASURE =
  '(?![\\p{L}\\d]|[.,]\\d|\\s?(?:mm|cm|mg|ml|x|%|h|Tage?|Wochen?|Stunden?|Std|Monate?|Jahre?|Zyklen)(?!\\p{L}))';
const wards: readonly RegExp[] = [
  new RegExp(
    `(?<!\\p{L})(?:Station|Stat\\.)\\s{0,3}:?\\s(?<value>\\p{Lu}\\p{Ll}{1,4}\\.?\\s?\\d{1,2}[a-zA-Z]?)${NO_MEASURE}`,
    'dgu',
  ),
  /(?<!\p{L})(?:Station|Stat\.)\s(?<value>\p{Lu}?\s?\d{1,3}(?:\s?[a-fA-F])?(?:\/(?:\d{1,2}|\p{Lu}|Nord|Süd|Ost|West)|(?<=\s[a-fA-F])))(?![\p{L}\d])/dgu,
  /(?<!\p{L})Stationen\s(?<value>\p{Lu}?\d{1,3}\p{L}?(?:(?:,\s|\s(?:und|u\.|bis)\s|\/)\p{Lu}?\d{1,3}\p{L}?){0,4})(?![\p{L}\d])/dgu,
  /(?<!\p{L})(?:Zi(?:mmer|\.)?|Bett)\s{1,2}(?<value>\d{1,4}\/(?:\p{Lu}|\d{1,2}))(?![\p{L}\d])/dgu,
  /(?:[Ll]ieg(?:t|en)|[Ll]ag(?:en)?|[Bb]efindet|[Ss]tationär)\s(?:\p{L}+\s){0,4}auf\s(?:der\s)?(?<value>\d{1,2}\p{Lu}|\p{Lu}\d{1,2})(?![\p{L}\d-])/dgu,
  /(?<!\p{L})auf\s(?:der|die)\s(?<value>\d{1,2}\s?[a-fA-F]|[A-EGK]\d{1,2})(?=\s(?:verlegt|zurück|aufgenommen|gebracht|übernommen)|\s*[,;.)\n]|$)/dgu,
  new RegExp(
    `(?<![\\p{L}-])(?:ITS|IMC|ICU|IPS|PSY|INN|CHIR|MED|NEURO|URO|GYN|KARD|GER|ONK|Psy|Inn|Chir|Neuro|Uro|Gyn|Ger|Onk|Innere|Chirurgie|Geriatrie|Stroke Unit|Tagesklinik|Aufwachraum|Kabine)\\s\\d{1,2}(?:\\.\\d)?(?:[ab](?!\\p{L}))?(?![/-]\\d)${NO_MEASURE}`,
    'dgu',
  ),
  /(?<=\|\s*)\p{Lu}\d\.\d(?=\s*\|)/dgu,
  /(?:Überwachung|Betreuung|Weiterbehandlung|Beobachtung|Pflege|verlegt|Verlegung|aufgenommen|Aufnahme)\s(?:\p{L}+\s|\d{1,2}\.\d{1,2}\.(?:\d{2,4})?\s){0,3}auf\s(?<value>(?!T[12]|B12|B6|B1|D3)[A-Z]\d{1,2})(?![\p{L}\d-])/dgu,
  /(?<!\p{L})(?:OE|Abt\.|Kst\.|KST|Kostenstelle|Org\.-?Einheit)\s?:?\s(?<value>\p{Lu}{1,3}-?\d{1,4}|\d{3,6})(?![\p{L}\d])/dgu,
  /(?<!\p{L})(?:Station|Stat\.)\s?:?\s\p{Lu}{2,6}\s?[IVX]{0,3}\s?\/\s?(?<value>\d{1,2}\s(?:Nord|Süd|Ost|West|Mitte))(?!\p{L})/dgu,
];

/** Wards, rooms and beds by their short names. */
export const wardsAndBeds: Detector = (text) => wards.flatMap((ward) => spansOf(text, ward, 'id', 0.6, 'id.ward'));
