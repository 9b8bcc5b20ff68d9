import { isWrittenWord } from '../words/ordinary-words.js';
import type { Detector } from './match.js';
import { spansOf } from './match.js';

/** Said to be somebody's mark: anything behind it is, in capitals as well. */
const mark =
  /(?<!\p{L})(?:Mitarbeiter|Personal|Arzt|Pflege|Ärzte|Schreib)k(?:ürzel|zl?\.)\s?:?\s(?<value>\p{L}[\p{L}\d]{1,7})(?![\p{L}\d])/dgu;
/** `5.9.2022 / dik mwe / geschr. rsu`, between strokes. */
const between =
  /(?<=[/|]\s?)(?:dik(?:t|tat)?|schr|geschr|vis|get|erf|sig)\.?\s(?<value>\p{L}{2,4})(?=\s*(?:[/|\n]|$))/dgu;
/** What a program sets behind the time of a signature. */
const signed =
  /(?:signiert|freigegeben|unterschrieben|validiert|vidiert|gezeichnet)(?:\s(?:am|von))?:?\s\d{1,2}\.\d{1,2}\.\d{2,4},?\s(?:um\s)?\d{1,2}:\d{2}(?::\d{2})?(?:\sUhr)?\s?[,/|–-]?\s?(?<value>\p{Ll}[\p{Ll}\d._-]{2,19})(?![\p{L}\d])/dgu;

/** Marks of those who dictate, type and sign, where no colon tells. */
export const typists: Detector = (text) =>
  [mark, between, signed].flatMap((pattern) =>
    spansOf(text, pattern, 'username', 0.6, 'username.mark').filter(
      ({ start, end }) => !isWrittenWord(text.slice(start, end)),
    ),
  );
