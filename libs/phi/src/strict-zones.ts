import { isUnit } from './detectors/numbers/measures.js';
import { mayBeName } from './detectors/names/names.js';
import { human } from './detectors/names/unknown-names.js';
import { isSentence, plainlyMisreadIn } from './text/plainly-misread.js';
import type { Span } from './span.js';
import { isCutOfCapitals, isElement, isGiven, valueBehind } from './words/given.js';
import { isLatinName } from './words/latin-names.js';
import { isMedicalWord } from './words/compounds.js';
import { isJoinedThing } from './words/joined-things.js';
import { isDisease, isEponym, isScore } from './words/guard.js';
import { isFormLabel } from './words/form-labels.js';
import { isDrug } from './words/medical-words.js';
import { endsAsThing } from './words/thing-heads.js';
import { wordKind } from './words/ordinary-words.js';
import { matchesOf } from './text/matches-of.js';

const capitalised = /(?<![\p{L}-])\p{Lu}[\p{L}'’-]*(?![\p{L}])/gu;
/** Not a dose, a dilution (`1:10000`), a count of minutes, a part of a device's model. */
const number =
  /(?<![\p{L}\d.,]|(?<!\d)1:)\d{3,}(?!\d|[.,]\d|\p{L}|\s?(?:mg|ml|mm|cm|µg|g|l|W|J|min|U|IE|E|Einheiten|Meter|Minuten|%|\/))/gu;
/** The noun behind an unknown word, where both may be a person: `Oluchi Kranich,`. */
const besideName =
  /^ (?<word>\p{Lu}\p{L}{3,}(?:-\p{Lu}\p{L}+)?)(?=\s*(?:[.,;:)(/\n]|$)|\s(?:am|eingeholt)(?!\p{L}))|^ (?<other>\p{Lu}\p{L}{3,}(?:-\p{Lu}\p{L}+)?)(?=\s)/u;
const LETTERHEAD_LINES = 8;
const FOOTER_LINES = 4;

/** Who wrote the words down: people, or a program that took some letters for others. */
export type ReadBy = 'people' | 'ocr';

/**
 * Without a language model, doubt is enough: capitalised words that are none of the language's go, wherever they stand;
 * in the lines that hold another identifier and beside them, in the letterhead and in the footer short ones as well.
 * Of what OCR read, words that it plainly misread stay.
 */
export function strictZones(text: string, spans: readonly Span[], readBy: ReadBy = 'people'): Span[] {
  const lines = linesOf(text);
  const filled = lines.filter(({ start, end }) => text.slice(start, end).trim() !== '');
  const edges = new Set(
    [...filled.slice(0, LETTERHEAD_LINES), ...filled.slice(-FOOTER_LINES)].map(({ start }) => start),
  );
  const isPlainlyMisread = plainlyMisreadIn(text, spans);
  return lines.flatMap(({ start, end }, i) => {
    const near = [lines[i - 1], lines[i], lines[i + 1]].some(
      (line) => line && spans.some((span) => span.label !== 'date' && span.start < line.end && span.end > line.start),
    );
    const zone = { label: 'zone', confidence: 0.4, reason: 'zone.strict' } as const;
    const mayBeMisread = readBy === 'ocr' && (!edges.has(start) || isSentence(text, { start, end }, spans));
    const isMisread = (span: Pick<Span, 'start' | 'end'>) => mayBeMisread && isPlainlyMisread(span);
    const words = matchesOf(text.slice(start, end), capitalised)
      .map((match) => ({ ...zone, start: start + match.index, end: start + match.index + match[0].length }))
      .filter((span) => mayBeName(text, span.start, span.end) && !isLabel(text, span.start, span.end))
      .filter((span) => !isUnit(text, span.start, span.end) && !isDegree(text.slice(span.start, span.end)))
      .filter(
        (span) =>
          !(edges.has(start) ? isScore : isEponym)(text, span.start, span.end) &&
          !isDisease(text, span.start, span.end) &&
          !isLatinName(text, span.start, span.end) &&
          !isJoinedThing(text.slice(span.start, span.end)) &&
          !isGiven(text, span.start, span.end) &&
          !isElement(text, span.start, span.end),
      )
      .filter((span) => edges.has(start) || !isCutOfCapitals(text.slice(span.start, span.end)))
      .filter((span) => near || edges.has(start) || !isTechnical(text.slice(span.start, span.end)))
      .filter((span) => !isMisread(span));
    const beside = words.flatMap(({ end: at }) => {
      const match = besideName.exec(text.slice(at, end + 1));
      const { word = match?.groups?.['other'] } = match?.groups ?? {};
      if (match?.groups?.['other'] && !human.test(text.slice(at + match[0].length, end + 1))) return [];
      const isOwn =
        word !== undefined && wordKind(word) !== 'written' && !isFormLabel(word) && !endsAsThing(word.toLowerCase());
      return isOwn ? [{ ...zone, start: at + 1, end: at + 1 + word.length }] : [];
    });
    const digits =
      edges.has(start) && !isRowOfValues(text.slice(start, end))
        ? matchesOf(text.slice(start, end), number).filter(
            (match) => isNoStrength(match) && !isGivenOrMeasured(text.slice(start, end), match.index),
          )
        : [];
    const maimed = matchesOf(text.slice(start, end), misread);
    const others = [...digits, ...maimed].map((match) => ({
      ...zone,
      start: start + match.index,
      end: start + match.index + match[0].length,
    }));
    return [...words, ...beside, ...others.filter((span) => !isMisread(span))];
  });
}

/** A letter of a name taken for a digit: `Kle1nschmidt`. */
const misread = /(?<![\p{L}\d-])\p{Lu}\p{L}*\d\p{Ll}{2,}(?![\p{L}\d-])/gu;

/** `Forrest IIb`, `Grad IVa` */
const isDegree = (word: string) => /^(?:I{2,3}|I?V|VI{1,3})[a-d]$/u.test(word);

/** `Assist.:`, `Case No.` */
const isLabel = (text: string, start: number, end: number) =>
  /^(?:\.?\s?[:;]|\.?\s?(?:No|Nr)\b)/u.test(text.slice(end, end + 5)) && isFormLabel(text.slice(start, end));

/** What is given or measured in plain numbers. */
const valued =
  /^(?:ass|ibu|para|thr|thrombos?|leukos?|crp|alt|ast|got|gpt|ggt|ap|ldh|ck|lipase|amylase|bili|cap|dlp|hf|rr|puls|gr|größe|score|\p{L}*-score|calpro\p{L}*|ferri\p{L}*|goä|ebm|ziffer|metformin|bnp|plt|tsd|sel|ppm|gfr|spo|na|cl|ca|mg|fe|zn|urin)$/u;

/** `Lipase   4812   988   310`: cells of numbers that are measured again and again. */
const cell = /(?<=[ ]{2}|\t)[<>]?\d{1,4}(?:[.,]\d{1,2})?(?:\s?[-–]\s?\d{1,4}(?:[.,]\d{1,2})?)?(?=[ ]{2}|\t|\s*$)/gu;
const leadingZero = /^0\d/u;
function isRowOfValues(line: string): boolean {
  const what = /^\s*(?<what>\p{L}[\p{L}-]*)/u.exec(line)?.groups?.['what'];
  const cells = line.match(cell) ?? [];
  if (what === undefined || cells.length < 3 || isFormLabel(what) || cells.some((said) => leadingZero.test(said)))
    return false;
  const measured = what.toLowerCase();
  return valued.test(measured) || isMedicalWord(measured);
}

/** `BZ 121`, `CAP 288`; but what is called or lain in is no value: `App 112`. */
const acronym =
  /(?<!\p{L})(?!(?:APP|TEL|FAX|FON|ZI|ST|NR|PIN|DW|NST|ID|PLZ|AZ|VNR|KV|KK|BT|HS|STR|OG|RM|PF|DECT)\s)\p{Lu}{2,4}\s$/u;

/** `ASS 100`: how strong a drug is. */
function isNoStrength(match: RegExpExecArray): boolean {
  const before = /(\p{L}[\p{L}-]*)\s$/u.exec(match.input.slice(0, match.index))?.[1]?.toLowerCase() ?? '';
  if (match[0].length <= 4 && acronym.test(match.input.slice(0, match.index))) return false;
  return match[0].length > 4 || !(valued.test(before) || isDrug(before) || isMedicalWord(before));
}

/** `75-0-150` of a drug, `25/100` of a score, and one of the values that stand in a row. */
function isGivenOrMeasured(line: string, at: number): boolean {
  if (/\d-(?:0|½|1\/2|\d{1,3})-$/u.test(line.slice(Math.max(0, at - 10), at))) {
    const word = /\p{L}[\p{L}-]*(?=\s[\d-]+$)/u.exec(line.slice(0, at));
    if (word && isGiven(line, word.index, word.index + word[0].length)) return true;
  }
  if (/(?<!\d)\d{1,3}\/$/u.test(line.slice(Math.max(0, at - 5), at)) && /^\d{3}(?!\d)/u.test(line.slice(at, at + 4)))
    return true;
  const what = valueBehind(line, at, 0)?.toLowerCase();
  return what !== undefined && (valued.test(what) || isMedicalWord(what) || /^[a-z]{2,4}$/u.test(what));
}

/** An acronym, a word cut off by a hyphen, a number with letters, a word longer than names are. */
const isTechnical = (word: string) =>
  word.length < 4 || word.length > 14 || word.endsWith('-') || /\p{Ll}\p{Lu}|\d/u.test(word);

function linesOf(text: string): { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    lines.push({ start, end: start + line.length });
    start += line.length + 1;
  }
  return lines;
}
