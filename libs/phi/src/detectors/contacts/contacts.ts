import { findPhoneNumbersInText } from 'libphonenumber-js/max';
import { wordKind } from '../../words/ordinary-words.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

const cued =
  /(?:Tel(?:efon)?(?:nummer|nr)?|Fon|Phone|Mobil(?:nummer)?|Handy(?:nummer)?|Hotline|Notruf|Notfallnummer|[Bb]leep|[Pp]ager|[Ss]witchboard|erreichbar unter|unter der Nummer|Rückfragen(?: unter)?|Anmeldung|Pforte|Piepser|Funk|Kurzwahl|[Ii]ntern|Ext\.?|Extension|Durchwahl|DW|Pieper|DECT|Sekretariat|Telephone|Call|Rufnummer)[.:\s-]*(?:(?:Station|Ambulanz|priv(?:at)?|dienstl(?:ich)?|Praxis|Büro|mobil)\.?[\s:]*)?(?:Nr\.?\s*)?:?\s*(?<value>[+(]?\d?[\d\s()/.–-]{2,22}\d)/dgiu;
const fax = /(?:Tele)?Fax[.:\s-]*(?:Nr\.?\s*)?:?\s*(?<value>[+(]?\d?[\d\s()/.–-]{2,22}\d)/dgiu;
const shaped = /(?<![\d.,])(?:\+\d{1,3}[\s(/-]*\d|0\d{2,4}\s?[/-])[\d\s()/-]{4,16}\d(?![\d.,]\d)/dgu;
const bracketed = /(?<![\d.,])\(0\d{2,5}\)\s?[\d][\d\s/-]{3,12}\d(?![\d.,]\d)/dgu;
const american = /(?<![\d.,-])(?:\+?1[\s.-])?(?:\(\d{3}\)\s?|\d{3}[.-])\d{3}[.-]\d{4}(?![\d-]|[.,]\d)/dgu;
const dotted = /(?<![\d.,])0\d{2,4}\.\d{5,8}(?![\d.,])/dgu;
const email = /[\p{L}\d._%+-]+\s?(?:@|\(at\)|\[at\]|[„“"'‚‘]\s?at\s?[“”"'‘’])\s?[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/dgiu;
/** Written so that no machine finds it: `anna punkt berg ät posteo punkt de`, `a.berg (at) house (dot) org`. */
const spelled =
  /(?<![\p{L}\d])[\p{L}\d_-]+(?:(?:\s?[([]?\s?(?:punkt|dot)\s?[)\]]?\s?|[.])[\p{L}\d_-]+){0,3}(?:\s?[([{]\s?(?:at|ät|a)\s?[)\]}]\s?|\s(?:ät|at|klammeraffe)\s)[\p{L}\d-]+(?:(?:\s?[([]\s?(?:punkt|dot)\s?[)\]]\s?|\s(?:punkt|dot)\s|[.])[\p{L}\d-]+)+/dgiu;
/** Without one of these signs there is no address, and the search for one costs most. */
const mayBeMail = /@|[([„“"'‚‘]\s?at\s?[)\]“”"'‘’]/iu;
const mayBeSpelled = /[([{]\s?(?:at|ät|a)\s?[)\]}]|\s(?:ät|at|klammeraffe)\s/iu;
/** Whatever a reader made of the dot behind it: `befund@house example`. */
const signed = /[\p{L}\d._%+-]{2,}@[\p{L}\d-]{2,}(?:[ .,]{1,2}\p{Ll}{2,10}(?!\p{L}))?/dgu;
const mailed = /(?<!\p{L})(?:E-?\s?)?[Mm]ail(?:adresse)?\s?:\s*(?<value>[^\s:]{3,}(?:\s?[.@©®]\s?[^\s:]+)*)/dgu;
const url =
  /(?:https?:\/\/|www\.)[^\s<>"')]+|(?<![\p{L}\d@.-])[\p{L}\d-]+\.(?:de|com|org|net|eu|at|ch|info|biz|online|health|clinic|doctor|berlin|bayern|hamburg|koeln|nrw|wien|tirol|swiss|gmbh|uk|nl|lu|fr|cz|co\.uk|nhs\.uk)(?:\/[^\s<>"')]*)?(?![\p{L}\d])/dgiu;
const path = /(?:[A-Z]:\\|\\\\)[^\s"<>|]{3,}|(?:\/(?:home|mnt|srv|data|users)\/)[^\s"<>|]{2,}/dgiu;
/** `Facebook: name.name`, whatever the name looks like. */
const network =
  /(?<!\p{L})(?:Facebook|Instagram|Insta|Twitter|TikTok|LinkedIn|XING|Skype|Telegram|Threema|Snapchat|YouTube)(?:-?(?:Name|Profil|Account))?\s?[:=]?\s(?<value>@?[\p{L}\d][\p{L}\d._-]{2,}(?<![.]))/dgu;
/** The last digits of a house's number, alone between bars: `· -4410 |`. */
const extension = /(?<=[·|,:(;]\s?|\s{2})[-–]\s?\d{2}(?:\s?\d){1,3}(?=\s*(?:[|·);\n]|$|\.\s|\s{2}))/dgu;
const file =
  /(?<![\p{L}\d])[\p{L}\d][\p{L}\d_.-]*\.(?:jpe?g|png|gif|bmp|pdf|docx?|odt|rtf|xlsx?|txt|csv|xml|hl7|mp4|avi|mov|mkv|mpe?g|wmv|dcm|tiff?|zip)(?![\p{L}\d])/dgiu;
const mayBeFile =
  /\.(?:jpe?g|png|gif|bmp|pdf|docx?|odt|rtf|xlsx?|txt|csv|xml|hl7|mp4|avi|mov|mkv|mpe?g|wmv|dcm|tiff?|zip)(?![\p{L}\d])/iu;
const actor =
  /(?<=(?:[Uu]ploaded|[Ee]ntered|[Cc]reated|[Mm]odified|[Pp]rinted|[Gg]edruckt|[Gg]eändert|[Aa]ngelegt|[Ee]rfasst) (?:by|von)\s(?:user\s)?)(?<value>[\p{L}\d._-]{3,16})(?=[\s,;.)]|$)|(?<=(?:von|durch|by)\s)\p{Ll}{3,6}(?=\s(?:versendet|gesendet|geschrieben|diktiert|erstellt|gedruckt|gefaxt|freigegeben|vidiert|typed|sent))/dgu;
const handle = /(?<=\s)@[\p{L}\d_]{3,}/dgu;
const ip = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/dgu;
const shorthand =
  /(?:Zeichen|Az\.?|Aktenzeichen|Kürzel|Diktat(?:zeichen)?|Schreib(?:kürzel|zeichen)|Unser Zeichen|Sachbearbeiter)[.:\s]*(?<value>\p{L}{2,4}\s?[/-]\s?\p{L}{2,4})(?!\p{L})/dgiu;
/** Two shorthands alone where a line begins: `wa/hk`. */
const pairOfShorthands =
  /(?<![\p{L}\d/])\p{Lu}{2,3}\/(?!min|ml|ul|pl|fl|µl|kg|dl|sec|die|std|tag)\p{Ll}{2,3}(?![\p{L}/])|(?<=^|\n)[ \t]*(?<value>(?!re\/|li\/|ja\/|un\/|pos\/|neg\/|und\/)\p{Ll}{2,3}\/\p{Ll}{2,3})(?=[ \t]*(?:\n|$)|[ \t]{2})/dgu;
/** Who typed it, behind who said it: `Dr. Sauer/mei`. */
const typist =
  /(?<=\p{Lu}\p{Ll}+\s?)\/\s?(?<value>(?!min|mm|ml|ul|pl|fl|µl|sec|sek|mg|nl|kg|dl|pm|hpf|std|die|tgl|bzw|od)\p{Ll}{2,3})(?=[ \t]*(?:[\n,;)]|$))/dgu;

const initialled =
  /(?<!\p{L})(?:Hz\.?|Handzeichen|Kürzel|[Vv]isiert|Vis\.|[Ff]reigegeben|[Ss]igniert|[Ee]rstellt|Benutzer|User|Login|Schreibkraft|Protokoll|Schreibdienst|Schreibbüro|[Tt]yped|[Dd]ictated|[Tt]ranscribed|Dictating|Dictator|Typist|Secretary|Initials|(?:Unters|Untersucher|Assist|Assistenz|Arzt|Ärztin|Schwester|Pfleger|Pflege|Dokumentation|Doku|Pfl)\.?(?=\s?:))(?:\s(?:von|durch|by))?\s*:?\s*(?<value>\p{L}{2,5}\d{0,4}|\p{L}[\p{L}._-]{1,14}\d{1,4})(?=\s*(?:$|\n|\d|,|;|\)|\()|\s{2})/dgu;

/** `06.08.2021 08`: of a date and a time of day, what looks like a number that one can call. */
const dateAndHour = /^\d{1,2}[./]\d{1,2}[./]\d{2,4}(?:\s\d{1,2})?$/u;

/** `0.27-4.20`: from where to where a value is normal. */
const fromTo = /^(?:0|[1-9]\d{0,2})\.\d{1,3}\s?[-–]\s?\d{1,3}\.\d/u;
const isNoNumber = (said: string) => dateAndHour.test(said) || fromTo.test(said);

/** Phone and fax with their extensions, addresses of the electronic kind, paths. */
export const contacts: Detector = (text) => [
  ...spansOf(text, cued, 'phone', 0.95, 'phone.cue'),
  ...spansOf(text, fax, 'fax', 0.95, 'fax.cue'),
  ...spansOf(text, shaped, 'phone', 0.8, 'phone.shape'),
  ...spansOf(text, american, 'phone', 0.8, 'phone.shape'),
  ...spansOf(text, dotted, 'phone', 0.8, 'phone.shape'),
  ...spansOf(text, bracketed, 'phone', 0.8, 'phone.shape'),
  ...findPhoneNumbersInText(text, 'DE')
    .filter(({ startsAt, endsAt }) => /[+0]/.test(text[startsAt]!) && !isNoNumber(text.slice(startsAt, endsAt)))
    .map(({ startsAt, endsAt }) => ({
      start: startsAt,
      end: endsAt,
      label: 'phone' as const,
      confidence: 0.7,
      reason: 'phone.valid',
    })),
  ...(mayBeMail.test(text) ? spansOf(text, email, 'email', 0.99, 'email') : []),
  ...(text.includes('@') ? spansOf(text, signed, 'email', 0.9, 'email') : []),
  ...spansOf(text, mailed, 'email', 0.9, 'email.cue'),
  ...(mayBeSpelled.test(text) ? spansOf(text, spelled, 'email', 0.8, 'email.spelled') : []),
  ...spansOf(text, url, 'url', 0.9, 'url'),
  ...spansOf(text, path, 'path', 0.9, 'path'),
  ...(mayBeFile.test(text) ? spansOf(text, file, 'path', 0.9, 'path.file') : []),
  ...spansOf(text, actor, 'username', 0.6, 'username.actor').filter(
    ({ start, end }) => wordKind(text.slice(start, end)) === 'unknown',
  ),
  ...spansOf(text, network, 'username', 0.8, 'username.network'),
  ...spansOf(text, pairOfShorthands, 'username', 0.5, 'username.dictation'),
  ...spansOf(text, typist, 'username', 0.5, 'username.dictation').filter(
    ({ start, end }) => wordKind(text.slice(start, end)) === 'unknown',
  ),
  ...spansOf(text, extension, 'phone', 0.5, 'phone.extension'),
  ...spansOf(text, handle, 'username', 0.7, 'username.handle'),
  ...spansOf(text, ip, 'url', 0.7, 'url.ip'),
  ...spansOf(text, shorthand, 'username', 0.9, 'username.dictation'),
  ...spansOf(text, initialled, 'username', 0.6, 'username.initials').filter(
    ({ start, end }) => wordKind(text.slice(start, end)) !== 'written' || /^\p{Lu}{2,3}$/u.test(text.slice(start, end)),
  ),
];
