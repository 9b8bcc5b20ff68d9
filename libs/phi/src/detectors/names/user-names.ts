import { isWrittenWord, wordKind } from '../../words/ordinary-words.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

/** What a house's system prints before whoever was logged in, and a typist before her mark. */
const CUE =
  '(?:erstellt|Ersteller(?:in)?|erf(?:asst|\\.)|Erfasser|Erfasst|Erf\\.|Druck|Ausdruck|(?:aus)?gedruckt|Gedruckt|Bearb(?:eitung|\\.)|Bearbeiter(?:in)?|Befunder(?:in)?|[Bb]earbeitet|[Vv]is(?:um|iert|\\.)|[Vv]id(?:ierung|iert|\\.)|[Dd]iktat(?:zeichen)?|[Dd]ikt(?:iert|\\.)|[Kk]orr(?:igiert|ektur|\\.)|[Ss]chreiben|[Ss]chreib(?:kraft|dienst|büro|zeichen|\\.)|[Gg]eschr(?:ieben|\\.)|Sekretariat|Sekr\\.|Sachbearb(?:eiter(?:in)?|\\.)|SB|Kürzel|Kzl?\\.|Zeichen|User(?:name|-ID)?|Benutzer(?:name|kennung)?|Nutzer(?:kennung)?|Log-?[Ii]n|Anmelde(?:name|kennung)|Kennung|Account|[Ff]reigabe|[Ff]reigeg(?:eben|\\.)|[Ss]ign(?:atur|iert|\\.)|[Ee]l\\. ?sign\\.|Hz\\.?|HZ|Handz(?:eichen|\\.)|Eingabe|[Ee]ingegeben|[Ee]ingetragen|Dok\\.|[Dd]okumentiert|[Gg]eändert|Änderung|[Vv]alidiert|[Vv]al\\.|[Gg]eprüft|[Gg]espeichert|[Aa]ngelegt|Verf\\.|Autor|Typist|PC|abgez\\.|Ärztl\\. ?Hz\\.)';
const MARK = '[\\p{L}\\d][\\p{L}\\d._-]{0,19}';
const cued = new RegExp(
  `(?<!\\p{L})${CUE}(?:\\s?/\\s?${CUE})?(?<sep>\\s?[:=]\\s{0,3}|\\s(?:von|durch|v\\.|d\\.|by)\\s(?:user\\s)?|\\s)(?<one>${MARK})(?:(?<stroke>\\s?[/|]\\s?)(?<two>${MARK})(?![\\p{L}\\d./]|\\s?:))?`,
  'dgu',
);
/** `LÖ/KI3`, `Dr.Wo/ks`, `Hell / bi`: who said it and who typed it, at the end of a line in the first or last lines. */
const pair =
  /(?:^|\s{2,}|[,;(|]\s?|(?<=(?:19|20)\d{2})\s|(?<=\d{2}\s?)\/\s|\s\/\s(?=\p{Ll}{2,3}-\p{Ll}{2,3}\s*$))[ \t]*(?<value>(?:(?:Dr|Prof)\.\s?)?\p{L}{1,6}\.?\d{0,3}\s?[/]\s?\p{L}{1,5}\d{0,3}|\p{Ll}{2,4}-\p{Ll}{2,4})[ \t]*\)?[ \t]*$/dgmu;
const HEAD_LINES = 14;
const LAST_LINES = 9;
/** Sides, units, findings and forms that are written with a stroke as well. */
const noPair =
  /^(?:re|li|rechts|links|ja|nein|pos|neg|und|oder|mg|ml|kg|mm|cm|m|w|d|min|std|h|tgl|wo|ein|aus|on|off|abd|i|o|p|s|u|ggf|bzw|med|inn|chir|mo|di|mi|do|fr|sa|so|km|st|stat|amb|op|oa|fa|ca|hz|kk|tel|fax|an|in|im|am|zu|mit|l|r|dl|max|mind)$/iu;
const filler =
  /^(?:am|im|in|an|um|zu|zum|zur|von|vom|bei|mit|ist|und|der|die|das|den|dem|des|auf|aus|als|durch|für|wird|war|nach|ab|bis|ohne|ca|s|o|u|i|ggf|bzw|alle|nur|noch|siehe|re|li|gut|mäßig|normal|keine?|nicht|links|rechts|pos|neg|mmhg|bar|cm|mbar|kpa|pa|mg|ml|dr|prof|frau|herr|fr|hr|oa|oä|ca|fa|sr|erfolgt|erbeten|wie|s\.o)$/iu;

export const userNames: Detector = (text) => [...cuedIn(text), ...pairsIn(text)];

function cuedIn(text: string): Span[] {
  return matchesOf(text, cued).flatMap((match) => {
    const { sep = '', one = '', two } = match.groups!;
    const groups = match.indices!.groups!;
    const isColon = /[:=]/u.test(sep);
    const isBy = /\p{L}/u.test(sep);
    const marks = [one, two].flatMap((mark, i) =>
      mark !== undefined && isMark(mark, isColon, isBy, two !== undefined && one.length <= 5)
        ? [span(groups[i === 0 ? 'one' : 'two']!, 'username.cue')]
        : [],
    );
    return marks.length > 0 && filler.test(one) ? [] : marks;
  });
}

/** No word of the language: a digit or a sign within, capitals within, letters that make no word. */
function isMark(mark: string, isColon: boolean, isBy: boolean, isPaired: boolean): boolean {
  const bare = mark.replace(/[._-]+$/u, '');
  if (!/\p{L}/u.test(bare) || filler.test(bare) || /^\d+(?:h|x|mg|ml|cm|mm|fach)$/u.test(bare)) return false;
  const isStrange = (/\d/u.test(bare) && /^\p{L}/u.test(bare)) || /[._]/u.test(bare) || /\p{Ll}\p{Lu}/u.test(bare);
  if (isStrange) return !/^\p{L}+\.\p{L}+$/u.test(bare) || isColon || isBy;
  if (/^\p{Ll}{2,4}-\p{Ll}{2,4}$/u.test(bare)) return bare.split('-').some((part) => !isWrittenWord(part));
  if (/^\p{Lu}{1,4}$/u.test(bare)) return isColon || isPaired;
  if (isPaired && bare.length <= 5) return !isWrittenWord(bare);
  if (!isColon && !(isBy && /^\p{Ll}/u.test(bare))) return false;
  if (isSaid(bare)) return false;
  return bare.split('-').some((part) => wordKind(part) === 'unknown') || (bare.length <= 3 && !isWrittenWord(bare));
}

/** `unkorrigiert`, `ungelesen`, `maschinell`: how it was done. */
const isSaid = (word: string) =>
  /^(?:un|nach|vor|auto|elektro)?\p{Ll}{2,}(?:iert|lich|isch|sam|haft|ig|end|ell|lesen|tisch)$/u.test(word);

function pairsIn(text: string): Span[] {
  const lines = matchesOf(text, /[^\n]*[^\s][^\n]*/gu);
  const edges = [...lines.slice(0, HEAD_LINES), ...lines.slice(Math.max(HEAD_LINES, lines.length - LAST_LINES))];
  return edges.flatMap(({ index, 0: line }) =>
    matchesOf(line, pair).flatMap((match) => {
      const parts = match.groups!['value']!.split(/[/-]/u).map((part) => part.trim().replace(/^(?:Dr|Prof)\.\s?/u, ''));
      const isSigned = index === lines.at(-1)?.index && /^\p{Lu}/u.test(parts[0] ?? '');
      if (!isSigned && parts.some((part) => noPair.test(part.replace(/[.\d]+$/u, '')))) return [];
      if (parts.every((part) => part.length > 3 && isWrittenWord(part))) return [];
      const [start, end] = match.indices!.groups!['value']!;
      return [span([index + start, index + end], 'username.pair')];
    }),
  );
}

const span = ([start, end]: readonly [number, number], reason: string): Span => ({
  start,
  end,
  label: 'username',
  confidence: 0.6,
  reason,
});
