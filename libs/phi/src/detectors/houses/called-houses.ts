import { isOrdinaryWord } from '../../words/ordinary-words.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

const PLACE = '(?:\\s(?:Bad\\s|Sankt\\s|St\\.\\s)?\\p{Lu}[\\p{L}-]{3,})';
/** By whoever founded them, with the town behind. */
const order = new RegExp(
  `(?<!\\p{L})(?:(?:[Bb]armherzigen?|[Gg]rauen?|[Aa]rmen)\\s(?:Brüdern?|Schwestern)|Alexianern?|Elisabethinen|Kreuzschwestern|Borromäerinnen|Vinzentinerinnen|Diakonissen(?:haus|anstalt))${PLACE}?`,
  'dgu',
);
const quoted = new RegExp(
  `(?<!\\p{L})(?:\\p{Lu}\\p{L}*)?(?:[Kk]linik|[Kk]linikum|[Kk]rankenhaus|[Ss]anatorium|[Hh]eim|[Ss]tift|[Rr]esidenz|[Zz]entrum|[Pp]raxis|[Aa]potheke)\\s[„“"»][^“”"«\\n]{3,40}[“”"«]${PLACE}?`,
  'dgu',
);
/** `84. Grundschule`: schools and the like that a town counts. */
const counted =
  /(?<![\d.,])\d{1,3}\.\s(?:Grundschule|Oberschule|Mittelschule|Realschule|Hauptschule|Gesamtschule|Förderschule|Berufsschule|Gymnasium|Polizeirevier|Gemeinschaftsschule|POS|EOS)(?!\p{L})/dgu;
/** Where somebody works, in brackets behind what is told of it. */
const worksAt =
  /(?<=(?<!\p{L})(?:[Aa]rbeitet|[Aa]rbeitete|[Bb]eschäftigt|[Aa]ngestellt|[Jj]obbt|works|worked)\s(?:[\p{L}-]+\s){1,4}\()\p{Lu}[\p{L}&.-]+(?:\s[\p{Lu}\d][\p{L}\d&.-]*){0,2}(?=\))/dgu;
/** English houses by their patron alone. */
const patron =
  /(?<=(?<!\p{L})(?:at|to|from|in)\s)the\s(?:Royal|Queen|King|Princess|Prince|Duke|Duchess|Countess|Lady|Lord)(?:['’]s)?(?:\sof)?\s\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)?/dgu;

/** Those who insure journeys, lives and houses as well. */
const insurer =
  /(?<!\p{L})(?:ERGO|Ergo|Uniqa|UNIQA|Generali|Zurich|HDI|R\+V|LVM|VGH|Provinzial|ARAG|Württembergische|Wiener Städtische|Helvetia|Visana|Sanitas|Concordia|Assura|Merkur|Grawe|VHV|DEVK|WWK|Alte Leipziger|Hallesche|Münchener Verein|Inter|Universa|ADAC|\p{Lu}{3,6})\s\p{Lu}?\p{L}*[Vv]ersicherung(?:en|s\s?AG)?|(?<!\p{L})(?:Uniqa|UNIQA|Generali|DEVK|Hallesche)(?!\p{L})/dgu;
/** English practices by name and specialty. */
const practice =
  /(?<=^|[,;:]\s)\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+\s(?:Endoscopy|Gastroenterology|Imaging|Radiology|Pathology|Cardiology)(?:\s(?:Cent(?:er|re)|Associates|Group|Partners))?(?=\s*[,;\n]|$)/dgmu;
const kindOf =
  /(?<!\p{L})(?:Upper|Lower|Capsule|Diagnostic|Therapeutic|Emergency|Outpatient|Clinical|Surgical|Consultant|Flexible|Repeat|Follow|Department|Division|Interventional|Nuclear|Professor|Paediatric|Pediatric|General|Anatomical|Molecular)(?!\p{L})/u;

/** Inns. */
const inn =
  /(?<!\p{L})(?:Goldene|Schwarze|Weiße|Rote|Grüne|Blaue|Wilde|Silberne)[nrs]?\s(?:Hirsch|Löwe|Adler|Bär|Ochse|Ross|Rössl|Rössel|Stern|Anker|Krone|Lamm|Schwan|Engel|Hahn|Mann|Linde|Traube|Kanne|Post|Gans|Hase|Fass|Rad)\p{Ll}{0,3}(?!\p{L})/dgu;
const bank = /(?<!\p{L})(?:\p{Ll}{2,}Bank|\p{Lu}{2,}[- ]?Bank)(?!\p{L})/dgu;

/** Houses that neither their kind nor their town gives away. */
export const calledHouses: Detector = (text) => [
  ...spansOf(text, order, 'organisation', 0.7, 'organisation.order'),
  ...spansOf(text, quoted, 'organisation', 0.8, 'organisation.quoted'),
  ...spansOf(text, counted, 'organisation', 0.6, 'organisation.counted'),
  ...spansOf(text, worksAt, 'organisation', 0.5, 'organisation.employer').filter(({ start, end }) =>
    text
      .slice(start, end)
      .split(/[\s-]/u)
      .some((word) => !isOrdinaryWord(word)),
  ),
  ...spansOf(text, inn, 'organisation', 0.5, 'organisation.inn'),
  ...spansOf(text, bank, 'organisation', 0.6, 'organisation.bank'),
  ...spansOf(text, insurer, 'organisation', 0.7, 'organisation.insurer'),
  ...spansOf(text, practice, 'organisation', 0.6, 'organisation.english').filter(
    ({ start, end }) => !kindOf.test(text.slice(start, end)),
  ),
  ...spansOf(text, patron, 'organisation', 0.6, 'organisation.patron'),
];
