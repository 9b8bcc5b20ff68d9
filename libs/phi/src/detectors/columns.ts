import { isFormLabel } from '../words/form-labels.js';
import { isOrdinaryWord, isWrittenWord } from '../words/ordinary-words.js';
import type { Label, Span } from '../span.js';
import type { Detector } from './match.js';

const SEPARATORS = ['\t', '|', ';'] as const;
const MOST_ROWS = 80;
const kinds: readonly (readonly [RegExp, Label])[] = [
  [
    /^(?:Pat(?:ient(?:in)?)?(?:en)?(?:name)?\.?|Name|Nachname|Vorname|Familienname|vorgest(?:ellt|\.)?(?:\s(?:durch|von|d\.))?|(?:Unter|Be)sucher(?:in)?|Untersucher(?:in)?|Arzt|Ärztin|Operateur(?:in)?|Zuweiser|Einweiser|Hausarzt|Referent(?:in)?|Angehörige|Ansprechpartner|Pflege(?:kraft)?|Endoscopist|Presented by|Consultant|Surname|Patient name)$/iu,
    'name',
  ],
  [
    /^(?:Hz|Handz(?:eichen|\.)?|HZ|Kürzel|Kzl?|Sign(?:atur|\.)?|Vis(?:um|\.)?|User|Benutzer|Vid(?:iert|\.)?|Erf(?:asst|\.)?|Init(?:ials|ialen|\.)?|Signed|By|durch|von|gez)\.?$/iu,
    'username',
  ],
];
/** Beside these a name is that of a drug or a value. */
const substances =
  /^(?:Dosis|Dosierung|Einheit|Wert|Norm\p{Ll}*|Wirkstoff|Stärke|Form|Ergebnis|Referenz\p{Ll}*|Dose|Unit|Value|Strength)$/iu;
const mark = /^\p{L}[\p{L}\d./-]{0,11}$/u;
const nobody = /^(?:ja|nein|keine?r?|entfällt|nüchtern|s\.\s?o\.|o\.\s?B\.|n\.\s?n\.|unbekannt|yes|no|none|nil)$/iu;

interface Cell {
  readonly start: number;
  readonly text: string;
}

/** What stands below a heading that says whose it is: `Hz`, `Pat.`, `vorgestellt durch`. */
export const columns: Detector = (text): Span[] => {
  const lines = linesOf(text);
  return lines.flatMap((line, i) =>
    SEPARATORS.flatMap((separator) => {
      if (!line.text.includes(separator)) return [];
      const headings = cellsOf(line, separator);
      if (headings.length < 2 || headings.some((cell) => substances.test(cell.text))) return [];
      return headings.flatMap((heading, column) => {
        const label = kinds.find(([kind]) => kind.test(heading.text))?.[1];
        return label ? below(lines.slice(i + 1, i + 1 + MOST_ROWS), separator, column, label) : [];
      });
    }),
  );
};

function below(rows: readonly Cell[], separator: string, column: number, label: Label): Span[] {
  if (areLabels(rows, separator, column)) return [];
  const spans: Span[] = [];
  for (const row of rows) {
    if (!row.text.includes(separator)) break;
    const cell = cellsOf(row, separator)[column];
    if (!cell || !isSomebody(cell.text, label)) continue;
    const { start, text } = cell;
    spans.push({ start, end: start + text.length, label, confidence: 0.7, reason: `${label}.column` });
  }
  return spans;
}

/** Two of them below a heading make it a label among labels, whose value stands beside it. */
const FEWEST_LABELS = 2;

function areLabels(rows: readonly Cell[], separator: string, column: number): boolean {
  let labels = 0;
  for (const row of rows) {
    if (!row.text.includes(separator)) break;
    const said = cellsOf(row, separator)[column]?.text.replace(/\s?:$/u, '') ?? '';
    if (isFormLabel(said) || kinds.some(([kind]) => kind.test(said))) labels += 1;
  }
  return labels >= FEWEST_LABELS;
}

function isSomebody(said: string, label: Label): boolean {
  if (said.length > 60 || nobody.test(said)) return false;
  if (label === 'username') return mark.test(said) && !isWrittenWord(said);
  // in lower case only what no dictionary knows
  return /\p{Lu}/u.test(said) || (/^\p{L}+$/u.test(said) && !isOrdinaryWord(said));
}

function cellsOf(line: Cell, separator: string): Cell[] {
  let at = line.start;
  return line.text.split(separator).map((raw) => {
    const start = at + (raw.length - raw.trimStart().length);
    at += raw.length + separator.length;
    return { start, text: raw.trim() };
  });
}

function linesOf(text: string): Cell[] {
  let at = 0;
  return text.split('\n').map((line) => {
    const start = at;
    at += line.length + 1;
    return { start, text: line };
  });
}
