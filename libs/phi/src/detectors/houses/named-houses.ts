import { isMedicalWord } from '../../words/compounds.js';
import { wordKind } from '../../words/ordinary-words.js';
import { regions } from '../../words/regions.js';
import { town } from '../../words/towns.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const WORD = "\\p{Lu}[\\p{L}'’]+(?:-\\p{Lu}[\\p{L}'’]+){0,2}";
/** Clubs, choirs, works, foundations and what else a town or a founder stands before as an adjective. */
const HOUSE =
  '(?:(?:\\p{Lu}\\p{L}*-?)?(?:[Vv]erein(?:e?s)?|[Vv]erband(?:e?s)?|[Cc]lubs?|[Kk]lubs?|[Cc]hor(?:e?s)?|[Gg]esellschaft|[Ss]tiftung(?:en)?|[Aa]nstalten|[Ww]erkstätten|[Ww]erke|[Bb]ühne|[Zz]unft|[Gg]ilde|[Mm]usikanten|[Bb]läser|[Ss]änger|[Ss]chützen|[Nn]arren|[Kk]apelle|[Oo]rchester|[Tt]heaters?|[Tt]heater|[Mm]useums?|[Zz]oos?|[Tt]ierheims?|[Bb]rauerei|[Mm]olkerei|[Nn]achrichten|[Aa]nzeigers?|[Zz]eitung|[Tt]ageblatts?|[Vv]erkehrsbetriebe|[Ss]tadtwerke|[Kk]liniken|[Dd]iakonie|[Tt]afel|[Ll]iedertafel|[Ll]iederkranz(?:es)?|[Gg]arde|[Zz]eche|[Hh]ütte|[Kk]ammerspiele|[Ff]estspiele|[Kk]irmes|[Vv]olksfest(?:s|es)?|[Ww]einfest(?:s|es)?)|SV|SC|FC|TV|TSV|Tafel)';
const ofTown = new RegExp(
  `(?<![\\p{L}-])(?<whose>\\p{Lu}\\p{L}{2,}(?:er|sche[nrsm]?))\\s(?:(?:\\p{Lu}\\p{Ll}+e[nrsm]?)\\s)?(?<house>${HOUSE})(?!\\p{L})`,
  'dgu',
);
const INN =
  '(?:Gaststätte|Gasthaus|Gasthof|Landgasthof|Wirtshaus|Wirtschaft|Kneipe|Lokal|Restaurant|Speiselokal|Café|Cafe|Hotel|Pension|Bar|Schenke|Schänke|Weinstube|Bierstube|Biergarten|Ferienhaus|Ferienwohnung|Jugendherberge|Raststätte|Imbiss|Eisdiele|Bäckerei|Drogerie|Buchhandlung|Hofladen)';
/** The capital of the preposition makes it part of the name. */
const inn = new RegExp(
  `(?<!\\p{L})${INN}\\s(?:Zum|Zur|Zu den|Am|An der|Im|In der|Beim|Bei der|Auf der|Unter den|Vor dem)\\s(?:\\p{Lu}?\\p{Ll}+e[nrm]\\s)?${WORD}`,
  'dgu',
);
/** What may be called anything, between the quotes that say so, in brackets as well. */
const quoted =
  /(?<!\p{L})(?:\p{Lu}\p{L}*)?(?:[Ss]alon|[Ll]aden|[Gg]eschäft|[Bb]outique|[Ss]tudio|[Gg]aststätte|[Ww]irtshaus|[Kk]neipe|[Ll]okal|[Rr]estaurant|[Cc]afé|[Bb]ar|[Ii]mbiss|[Vv]erein|[Cc]hor|[Cc]lub|[Kk]lub|[Bb]and|[Bb]etrieb|[Ff]irma|[Hh]of|[Ss]chiff|[Kk]utter|[Zz]eitung|[Tt]heatergruppe|[Gg]ruppe|[Gg]emeinschaft|[Ww]erkstatt|[Gg]alerie|[Kk]inderladen|[Pp]raxis|[Ss]tiftung|[Pp]rojekt|[Hh]ospiz|[Hh]aus)(?:s|es)?\s?\(?(?<value>[„“"»][^“”"«\n()]{2,40}[“”"«])/dgu;
const PLAIN_SUBJECT =
  '(?:Gastroenterologie|Kardiologie|Urologie|Orthopädie|Dermatologie|Neurologie|Nephrologie|Onkologie|Pneumologie|Rheumatologie|Diabetologie|Gynäkologie|Radiologie|Pathologie|Chirurgie|Endoskopie|Nuklearmedizin|Strahlentherapie|Pädiatrie|Psychotherapie|Physiotherapie|Logopädie|Ergotherapie|Dialyse|Labor|Hausärzte|Internisten|Unfallchirurgie|Kinderchirurgie|Neurochirurgie|Geriatrie|Psychiatrie|Anästhesie|Augenheilkunde)';
const SUBJECT = `(?:\\p{Lu}\\p{L}*-?(?:praxis|[Mm]edizin|[Hh]eilkunde)|${PLAIN_SUBJECT})`;
/** `MVZ Kardiologie Rosenhang`: behind such a kind and its subject stands where. */
const ofSubject = new RegExp(
  `(?<!\\p{L})(?:MVZ|Praxis|Gemeinschaftspraxis|Zentrum|Institut|Facharztzentrum|Ärztehaus)\\s(?<value>(?:für\\s)?${SUBJECT}(?:\\s(?:und|&)\\s${SUBJECT})?\\s(?<place>${WORD}))`,
  'dgu',
);
/** `Gastropraxis List`: a practice alone on its line. */
const practice =
  /^[ \t]*(?<value>(?:\p{Lu}\p{L}+-\s(?:und|u\.)\s)?\p{Lu}\p{L}*(?:praxis|zentrum) (?<place>\p{Lu}\p{L}{2,}(?:-\p{Lu}\p{L}+)?))(?=[ \t]*$)/dgmu;
/** `Kinderchirurgie Lübeck`: a subject, and at the end of what is said the town. */
const inTown = new RegExp(
  `(?<![\\p{L}-])${PLAIN_SUBJECT}\\s(?<town>\\p{Lu}\\p{L}{3,}(?:-\\p{Lu}\\p{L}+)?)(?=\\s*(?:[,;.)|]|\\n|$))`,
  'dgu',
);
/** `Geburtshaus Die Wiege`: with the article's capital. */
const withArticle =
  /(?:Die|Der|Das)(?<=(?:haus|(?<!\p{L})(?:Wohngruppe|Wohngemeinschaft|Hofladen|Laden|Café|Cafe|Praxis|Tagespflege|Pflegedienst|Kindergarten|Verein|Gruppe|Projekt|Schule|Chor|Band|Hospiz))\s(?:Die|Der|Das))\s(?:\p{Ll}+en?\s)?\p{Lu}\p{L}{2,}/dgu;
/** `AKH-Gruppe`: a group alone on its line. */
const group =
  /^[ \t]*(?<value>\p{Lu}[\p{L}.]+(?:-\p{Lu}\p{L}+)?-(?:Gruppe|Kliniken|Konzern|Verbund|Holding))(?=[ \t]*$)/dgmu;
const canton = /(?:IV-(?:Stelle|Amt)\s)?(?<!\p{L})Kantons?\s\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?/dgu;
const helpers =
  /(?<!\p{L})(?:Samariterbund|Rot(?:es|en|em) Kreuz(?:es)?|Wasserrettung|Bergrettung|Bergwacht|Volkssolidarität|Luftrettung Christoph \d+)(?!\p{L})/dgu;
const TRADE =
  '(?:büro|unternehmen|handlung|geschäft|betrieb|laden|händler|handwerk|vermietung|verleih|transporte|reisen|bau|tischlerei|tankstelle|optik|akustik|hörgeräte|bestattungen|institut)';
/** `Reise- und Fuhrbüro Lieberkern`: a trade and whose it is. */
const trade = new RegExp(`${TRADE}\\s(?<whose>${WORD})(?!\\p{L})`, 'dgu');
const tradeBegins = /(?:(?<!\p{L})\p{Lu}\p{L}+-?\s(?:und|&|u\.)\s)?(?<!\p{L})\p{Lu}\p{L}*$/u;

/** Houses by whose or where they are, by their quotes, by the capital of a preposition. */
export const namedHouses: Detector = (text): Span[] => [
  ...matchesOf(text, ofTown).flatMap((match): Span[] =>
    isWhose(match.groups!['whose']!) ? [organisation(match, 'organisation.of-town')] : [],
  ),
  ...spansOf(text, withArticle, 'organisation', 0.6, 'organisation.called'),
  ...spansOf(text, group, 'organisation', 0.6, 'organisation.group'),
  ...spansOf(text, canton, 'organisation', 0.6, 'organisation.canton'),
  ...spansOf(text, helpers, 'organisation', 0.6, 'organisation.helpers'),
  ...matchesOf(text, inTown).flatMap((match): Span[] =>
    isTown(match.groups!['town']!) ? [organisation(match, 'organisation.subject')] : [],
  ),
  ...spansOf(text, inn, 'organisation', 0.6, 'organisation.inn'),
  ...(/[„“"»]/u.test(text) ? spansOf(text, quoted, 'organisation', 0.7, 'organisation.quoted') : []),
  ...[ofSubject, practice].flatMap((pattern) =>
    matchesOf(text, pattern).flatMap((match): Span[] => {
      const place = match.groups!['place']!;
      const [start, end] = match.indices!.groups!['value']!;
      const isPlace =
        (pattern === practice || wordKind(place) !== 'written') &&
        !isMedicalWord(place.toLowerCase()) &&
        !ends.test(place);
      return isPlace ? [{ start, end, label: 'organisation', confidence: 0.6, reason: 'organisation.subject' }] : [];
    }),
  ),
  ...matchesOf(text, trade).flatMap((match): Span[] => {
    if (wordKind(match.groups!['whose']!) !== 'unknown') return [];
    const begins = tradeBegins.exec(text.slice(Math.max(0, match.index - 60), match.index))?.[0].length ?? 0;
    const found = organisation(match, 'organisation.trade');
    return begins > 0 ? [{ ...found, start: found.start - begins }] : [];
  }),
];

const ends = /(?:ung|ion|keit|heit|tät|tag|zeit|woche|monat|jahr|ambulanz|sprechstunde|termin)(?:en|e?s)?$/u;

const isTown = (word: string) =>
  town(word) === 'yes' || (town(word) === 'perhaps' && wordKind(word) === 'unknown') || regions().has(word);

/** A town's or a founder's adjective: of no word of the language. */
function isWhose(adjective: string): boolean {
  const bare = adjective.replace(/(?:er|i?sche[nrsm]?)$/u, '');
  return (
    town(bare) === 'yes' || town(`${bare}en`) === 'yes' || regions().has(bare) || wordKind(adjective) === 'unknown'
  );
}

const organisation = (match: RegExpExecArray, reason: string): Span => ({
  start: match.index,
  end: match.index + match[0].length,
  label: 'organisation',
  confidence: 0.6,
  reason,
});
