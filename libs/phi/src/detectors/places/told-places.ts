import { isMedicalWord } from '../../words/compounds.js';
import { wordKind } from '../../words/ordinary-words.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const W = '\\p{Lu}[\\p{L}-]+';
const PREPOSITION =
  '(?:Am|An der|An den|[Il]m|[Il]n der|[Il]n den|Auf der|Auf dem|Auf den|Zum|Zur|Zu den|Bei der|Beim|Unter den|Unterm|Hinter dem|Hinter der|Hinterm|Vor dem|Vor der|Ob der|Überm)';
const ADJECTIVE =
  '(?:Alte|Neue|Große|Kleine|Obere|Untere|Vordere|Hintere|Äußere|Innere|Lange|Kurze|Breite|Hohe|Rote|Weiße|Schwarze|Grüne)[rsnm]?';
/** What a street is behind: somebody's house, a label. */
const RESIDENCE =
  '(?:[Ww]ohnh(?:aft|\\.)?|[Ww]hft?\\.|[Ww]h\\.|[Ww]ohnt|[Aa]dr(?:esse|\\.)?|[Aa]nschr(?:ift|\\.)?|[Ss]tr(?:aße|asse)?\\.?|[Ww]ohnung|[Ww]ohnort|[Ww]ohnadresse)';
/** A street without a number behind such a cue. */
const cued = new RegExp(
  `(?<!\\p{L})${RESIDENCE}\\s?:?\\s{0,3}(?:in\\s)?(?:(?:der|dem|den)\\s)?(?<value>(?:${PREPOSITION}|${ADJECTIVE})\\s(?:${W}\\s?){1,2}(?:\\d{1,4}\\s?[a-z]?(?![\\p{L}\\d]))?)`,
  'dgu',
);
/** Between two commas: nobody writes `, Am` or `, Zur` with a capital but before the name of a street. */
const between = new RegExp(
  `(?<=\\p{L}[).]?,\\s{1,3})(?<value>(?:${PREPOSITION}|${ADJECTIVE})\\s(?:${ADJECTIVE}\\s)?(?<noun>${W})(?:\\s\\d{1,4}\\s?[a-z]?(?!\\p{L}))?)(?=\\s?(?:[,;)]|\\n|$|\\sin\\s\\p{Lu}))`,
  'dgu',
);
/** `Straße der Einheit`, `Platz des Friedens`, with or without a number. */
const namedAfter = new RegExp(
  `(?<![\\p{L}-])(?:Stra(?:ß|ss)e|Str\\.|Platz|Allee|Weg|Ring|Ufer|Promenade|Gasse|Siedlung|Brücke)\\s(?:der|des|am|zum|zur|vom|von|an der)\\s(?:\\d{1,2}\\.\\s|${ADJECTIVE}\\s|[a-zäöü]+en\\s)?(?<noun>${W})(?:\\s\\d{1,4}\\s?[a-z]?(?!\\p{L}))?(?=\\s{0,3}(?:[,;)|]|\\n|$|\\d{5}|in\\s\\p{Lu}))`,
  'dgu',
);
/** `Neustadt a. d. Donau`, `Königsberg i. Bay.`, `Homburg/Saar`: a town by what tells it from others. */
const supplemented = new RegExp(
  `(?<![\\p{L}-])(?<value>(?:(?:Bad|Sankt|St\\.|Markt|Stadt)\\s)?\\p{Lu}\\p{Ll}{2,}(?:-\\p{Lu}\\p{Ll}+)?(?:(?:\\s|\\s?\\()(?:i\\.\\s?(?:Bay|H|M|P|V|E|OB|Ob|Opf|Ndb|NB|Allg|Schw|Westf|W|Th|Thür|Sa|Br|Ofr|Ufr|Mfr|Brsg|Odw|Ts|T|Holst|OÖ|NÖ|d\\.\\s?(?:OPf|Opf|Opt|Ob|Steiermark))\\.?(?![\\p{L}])|a\\.\\s?d\\.\\s?\\p{Lu}\\p{L}*\\.?|a\\.\\s?(?:M|Rh|N|I|Ch|Inn|Main|Rhein|Neckar|See|Lech|Harz|B|D|S)\\.?(?![\\p{L}])|b\\.\\s\\p{Lu}\\p{Ll}{3,}|v\\.\\s?d\\.\\s?H\\.|ob der \\p{Lu}\\p{L}+|(?:in der|im|am|an der)\\s(?:Oberpfalz|Odenwald|Breisgau|Allgäu|Schwarzwald|Taunus|Harz|Erzgebirge|Vogtland|Rhein|Main|Neckar|Inn|Lech|Donau|Isar|Elbe|Weser|Saale|Unstrut|Ruhr|Aisch|Ilm|Lahn|Brenz|Fils|Enz|Kocher|Tauber|Wertach|Oder|Spree|Havel|Bodensee|Chiemsee|Ammersee|Wörthersee|Attersee|Traunsee|Ziller|Mur|Mürz|Enns|Ybbs|Leitha|Thaya|Aare|Albis|Rigi))\\)?|/(?:Weinstr(?:aße|\\.)|Westf\\.?|Westfalen|Sachsen|Sa\\.|Thür(?:ingen|\\.)|Saale|Saar|Main|Donau|Oder|Spree|Bay(?:ern|\\.)|OÖ|NÖ|Tirol|Stmk\\.?|Ts\\.?|Taunus|Harz|Ruhr|Allgäu|Odw\\.?|Odenwald|Holst(?:ein|\\.)|Niedersachsen|Nds\\.?|Opf\\.?|Hessen|Pfalz|Wstr?\\.|Rh(?:ein|ld|\\.)|Mosel|Eifel|Elbe|Weser|Ostsee|Meckl\\.?|Erzgeb\\.?|Vogtl\\.?|Bodensee|Krs?\\.)))`,
  'dgu',
);
const time =
  /(?:tag|abend|morgen|mittag|nacht|woche|monat|jahr|anschluss|verlauf|rahmen|bereich|labor|ende|anfang|befund|übrigen|wesentlichen|seite|rechten|linken|haut|folge|zeit|kontrolle|aufnahme|untersuchung|therapie|diagnostik|verfügung|ersten|zweiten|ultraschall|röntgen|mrt|ct|ekg|ivu|weiteren)(?:en|e?s)?$/iu;

/** `Höttinger Au 12`: after whose town a meadow, hill or gate is called. */
const ofTown =
  /(?<![\p{L}-])\p{Lu}\p{Ll}{2,}er\s(?:Au|Aue|Feld|Berg|Tal|Heide|Höhe|Holz|Moor|Bruch|Kreuz|Tor|Bach|Grund|Wiesen?|Hang|Ried|Moos|Hof|Kirche|Markt|Winkel|Stieg|Damm|Chaussee|Landwehr|Mühle|Hütte|Vorstadt)\s\d{1,4}\s?[a-z]?(?![\p{L}\d]|[.,]\d|\s?(?:mm|cm|mg|ml))/dgu;

/** Streets without a number, and towns told from others of their name. */
export const toldPlaces: Detector = (text): Span[] => [
  ...spansOf(text, cued, 'street', 0.7, 'street.cue').map((span) => ({
    ...span,
    end: span.start + text.slice(span.start, span.end).trimEnd().length,
  })),
  ...spansOf(text, ofTown, 'street', 0.7, 'street.of-town'),
  ...byNoun(text, between, 'street.between'),
  ...byNoun(text, namedAfter, 'street.named-after'),
  ...spansOf(text, supplemented, 'city', 0.7, 'city.supplement').filter(
    ({ start, end }) => !/^(?:Z|V|St|Stat|Schmerz\p{L}*|Patient\p{L}*)\b/u.test(text.slice(start, end)),
  ),
];

function byNoun(text: string, pattern: RegExp, reason: string): Span[] {
  return matchesOf(text, pattern).flatMap((match): Span[] => {
    const noun = match.groups!['noun']!;
    if (time.test(noun) || isMedicalWord(noun.toLowerCase()) || (wordKind(noun) === 'written' && !placeWord.test(noun)))
      return [];
    const [start, end] = match.indices!.groups!['value'] ?? match.indices![0]!;
    return [{ start, end, label: 'street', confidence: 0.6, reason }];
  });
}

/** Words of the lists that streets are called after. */
const placeWord =
  /(?:hof|hafen|bach|berg|see|tor|turm|kirche|markt|brunnen|garten|park|wald|feld|mühle|schule|bahnhof|friedhof|platz|ufer|brücke|hang|weg|graben|wall|jugend|freundschaft|einheit|friedens?|arbeit|republik|freiheit|wiese|heide|anger|winkel|eck|ring|stein|kreuz|linde|eiche|schloss|burg|grund|tal|rain|acker|sportplatz|spital|rathaus)$/iu;
