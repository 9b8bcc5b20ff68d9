import type { Span } from '../../span.js';
import { isPlainTown, plainTowns } from '../../words/plain-towns.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const DONE =
  '(?:geboren|gebürtig|aufgewachsen|wohnhaft|wohnend|lebend|operiert|behandelt|tätig|beschäftigt|verstorben|ansässig|vorgestellt|untersucht|aufgenommen|kommend|angestellt|verheiratet|gemeldet|betreut|durchgeführt|erfolgt|gelebt|gewohnt)';
const LIVES =
  '(?:[Ww]ohnt|[Ll]ebt|[Ww]ohnhaft|[Gg]eb(?:oren|\\.)|[Aa]ufgewachsen|[Zz]og|[Gg]ezogen|[Aa]rbeitet|\\p{Lu}\\p{Ll}+(?:in|er)|[Pp]raxis|[Ss]tr\\.|\\p{Lu}\\p{L}+(?:straße|str\\.|strasse|gasse|weg|platz|klinik|praxis)|Dr\\.\\s\\p{Lu}\\p{L}+|[Hh]eim|[Kk]linik|Krankenhaus|KH|REHA|Reha|AHB|Kur)';
const word = new RegExp(`(?<![\\p{L}-])(?:${plainTowns.join('|')})(?![\\p{L}-])`, 'gu');
const ends = /^(?:\s?[.,;)|·]|\s*(?:\n|$))/u;
const led = /(?<!\p{L})(?:in|aus|bei)\s$/u;
/** `in Hof operiert`: a noun without its article, and what is done at a place. */
const done = new RegExp(`^\\s${DONE}(?!\\p{L})`, 'u');
/** `wohnt in Aue`, `Lehrerin in Damme.`, `Bahnhofstr. in Aue` */
const lives = new RegExp(`(?<!\\p{L})${LIVES}\\s(?:in|aus|nach)\\s$`, 'u');
/** `Dr. Eckl, Aue`, `Hautärztin, Leer`, `Radiologie Mitte`, `DRK-Klinik Mitte` */
const house =
  /(?<!\p{L})(?:Dr\.(?:\smed\.)?\s\p{Lu}[\p{L}-]+,\s|\p{Lu}\p{L}*(?:ärztin|arzt|ärzte|praxis),\s|(?:Radiologie|Pathologie|Kardiologie|Praxis|MVZ|(?:\p{Lu}[\p{L}-]*)?(?:[Kk]linik|[Kk]linikum|[Kk]rankenhaus)|Gefäßzentrum|Tumorzentrum)\s)$/u;

function toldIn(text: string): Span[] {
  return matchesOf(text, word).flatMap(({ index: start, 0: { length } }): Span[] => {
    const before = text.slice(Math.max(0, start - 60), start);
    const after = text.slice(start + length, start + length + 20);
    const isTold =
      (done.test(after) && led.test(before)) || (ends.test(after) && (lives.test(before) || house.test(before)));
    return isTold ? [{ start, end: start + length, label: 'city', confidence: 0.6, reason: 'city.plain' }] : [];
  });
}

/** `Aue, den 3.4.`, and alone on a line of the letterhead. */
const dated = /^[ \t]*(?<value>\p{Lu}\p{Ll}{2,})(?=,\s(?:den\s|am\s)?\d{1,2}\.)/dgmu;
const letterhead = /^[ \t]*(?<value>\p{Lu}\p{Ll}{2,})(?=[ \t]*$)/dgmu;
const LETTERHEAD_LINES = 6;
const twoWords =
  /(?<!\p{L})(?:Porta Westfalica|Rheda-Wiedenbrück|Schwäbisch (?:Hall|Gmünd)|Castrop-Rauxel|Clausthal-Zellerfeld|Neu (?:Wulmstorf|Isenburg|Ulm)|Hohen Neuendorf|Königs Wusterhausen|Bergisch Gladbach|Alt Duvenstedt|Lutherstadt \p{Lu}\p{Ll}+)(?!\p{L})/dgu;

/** Towns that are words, told by what stands beside them. */
export const plainTownNames: Detector = (text) => [
  ...toldIn(text),
  ...spansOf(text, dated, 'city', 0.6, 'city.plain').filter(({ start, end }) => isPlainTown(text.slice(start, end))),
  ...spansOf(head(text), letterhead, 'city', 0.6, 'city.plain').filter(({ start, end }) =>
    isPlainTown(text.slice(start, end)),
  ),
  ...spansOf(text, twoWords, 'city', 0.7, 'city.plain'),
];

function head(text: string): string {
  let at = 0;
  for (let line = 0; line < LETTERHEAD_LINES && at !== -1; line += 1) at = text.indexOf('\n', at + 1);
  return at === -1 ? text : text.slice(0, at);
}
