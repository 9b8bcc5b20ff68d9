import { isWrittenWord, wordKind } from '../../words/ordinary-words.js';
import { isFirstPart, isMedicalWord } from '../../words/compounds.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

const TIME = '[\\dOoIl]{1,2}[:.][\\dOoIl]{2}(?:\\s?(?:Uhr|h))?';
const DATE = '\\d{1,2}\\.\\s?(?:\\d{1,2}\\.|\\p{L}{3,9})\\s?\\d{2,4}';
/** `09:58 /uw`: behind the time or the date at the end of a line. */
const behindTime = new RegExp(
  `(?<=(?<![\\d.,])(?:${TIME}|${DATE})[,;]?[ \\t]{1,3})(?:\\/?\\p{Ll}{2,3}|\\p{Lu}{2})(?=[ \\t]*$)`,
  'dgmu',
);
/** Alone in the last line. */
const lastLine = /(?<=\n[ \t]*|[.)]\s--?\s?|[.)]\s–\s?)\p{Ll}{2,5}[./]?(?=\s*$)/dgu;
/** `t. kranz` alone on a line; `dr. a. h.` */
const inLowerCase =
  /(?<=^[ \t]*)\p{Ll}\.\s?\p{Ll}{3,}(?:-\p{Ll}+)?(?=[ \t]*$)|(?<=(?<!\p{L})(?:dr|prof|fr|hr)\.\s)\p{Ll}\.\s?\p{Ll}\./dgmu;
/** `3 clips by JPW` */
const doneBy = /(?<=(?<!\p{L})(?:by|d\/w|w\/)\s)\p{Lu}{2,3}(?=[.,;)\n]|\s*$)/dgu;
const noBody =
  /^(?:CT|MR|MRI|EUS|EMR|ESD|IV|IM|PO|PR|SC|ED|ER|GP|ENT|ITU|ICU|MDT|PCR|ERC|OGD|EGD|US|USS|XR|CXR|APC|RFA|HP|PPI|NG|NJ|PEG|OP|OK|UH|RR|EK|NI|HB|BZ|HF|ÖGD|CTA|PET|TTE|AXR|TPN|FFP|INR|MCS|EEG|EKG|ECG)$/u;
const minutes =
  /(?<=(?<!\p{L})(?:[Mm]inutes|[Pp]rotokoll|[Ss]cribe|[Tt]yped|[Tt]ranscribed):?\s(?:by\s|von\s)?)\p{Ll}{2,3}(?=[ \t]*(?:$|[.,;\n]))/dgu;
/** Who said it and who typed it, in a dictation's first line. */
const dictated =
  /(?<=^[ \t]*(?:Diktat|Dikt\.|Diktiert):?\s)(?:(?:Dr|Prof)\.\s?)?(?<value>\p{Lu}\p{L}{0,5}\/\p{L}{1,4})(?![\p{L}\d/])/dgmu;
/** `ho / validiert`, `d. Bo/su 2.2.` */
const validated = /(?<=^[ \t]*)\p{Ll}{2,3}(?=\s?\/\s?(?:validiert|freigegeben|vidiert|gez|diktiert|signiert))/dgmu;
const beforeDate = /(?<![\p{L}\d/])\p{Lu}\p{L}{1,2}\/\p{Ll}{2,3}(?=\s\d{1,2}\.\s?\d{1,2}\.)/dgu;
/** An account: letters that make no word, and a number. */
const account = /(?<![\p{L}\d_/.@#-])\p{Ll}{5,12}\d{1,3}(?![\p{L}\d_@/.-])/dgu;
const noMark =
  /^(?:re|li|ja|ok|ca|abd|max|min|neg|pos|std|uhr|pm|am|ff|oä|ua|usw|etc|bds|ab|an|bis|um|und|oder|stat|amb|ende|mm|cm|ml|mg|kg|pp|tgl|vm|nm|hrs?)$/iu;

/** Marks of a few letters where whoever wrote it down signs. */
export const signOffs: Detector = (text): Span[] => [
  ...[
    ...spansOf(text, behindTime, 'username', 0.5, 'username.sign-off'),
    ...spansOf(text, lastLine, 'username', 0.5, 'username.sign-off'),
    ...spansOf(text, minutes, 'username', 0.6, 'username.sign-off'),
  ].filter(({ start, end }) => isMark(text.slice(start, end).replaceAll(/[./]/gu, ''))),
  ...spansOf(text, inLowerCase, 'username', 0.5, 'username.sign-off').filter(
    ({ start, end }) => !isMedicalWord(/\p{L}+\.?$/u.exec(text.slice(start, end))![0]),
  ),
  ...spansOf(text, doneBy, 'username', 0.5, 'username.initials').filter(
    ({ start, end }) => !noBody.test(text.slice(start, end)),
  ),
  ...spansOf(text, validated, 'username', 0.6, 'username.sign-off'),
  ...spansOf(text, beforeDate, 'username', 0.5, 'username.pair').filter(
    ({ start, end }) =>
      !text
        .slice(start, end)
        .split('/')
        .some((part) => noMark.test(part) || isWrittenWord(part)),
  ),
  ...spansOf(text, account, 'username', 0.5, 'username.account').filter(({ start, end }) => {
    const letters = text.slice(start, end).replaceAll(/\d/gu, '');
    return wordKind(letters) === 'unknown' && !isFirstPart(letters);
  }),
  ...spansOf(text, dictated, 'username', 0.7, 'username.pair'),
];

const isMark = (mark: string) =>
  !noBody.test(mark) && !noMark.test(mark) && !isWrittenWord(mark) && (mark.length < 4 || wordKind(mark) === 'unknown');
