import { isWrittenWord } from '../../words/ordinary-words.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

/** Said to be somebody's mark: anything behind it is, in capitals as well. */
const mark =
  /(?<!\p{L})(?:Mitarbeiter|Personal|Arzt|Pflege|Ärzte|Schreib)k(?:ürzel|zl?\.)\s?:?\s(?<value>\p{L}[\p{L}\d]{1,7})(?![\p{L}\d])/dgu;
/** `5.9.2022 / dik mwe / geschr. rsu`, between strokes. */
const between =
  /(?<=[/|]\s?)(?:dik(?:t|tat)?|schr|geschr|vis|get|erf|sig)\.?\s(?<value>\p{L}{2,4})(?=\s*(?:[/|\n]|$))/dgu;
/** What a program sets behind the time of a signature. */
const signed =
  /(?:signiert|freigegeben|unterschrieben|validiert|vidiert|gezeichnet)(?:\s(?:am|von))?:?\s\d{1,2}\.\d{1,2}\.\d{2,4},?\s(?:um\s)?\d{1,2}:\d{2}(?::\d{2})?(?:\sUhr)?\s?[,/|–-]?\s?(?<value>\p{Ll}[\p{Ll}\d._-]{2,19})(?![\p{L}\d])/dgu;

/** `diktiert LO, geschrieben SP`: only both prove that it is no short form of medicine. */
const dictated =
  /(?<!\p{L})(?:[Dd]iktiert|[Dd]iktat|[Gg]esprochen):?\s(?<one>\p{L}{2,4})\s?[,;/]\s?(?:[Gg]eschrieben|[Ss]chrift|[Gg]etippt|[Ss]chreibdienst):?\s(?<two>\p{L}{2,4})(?!\p{L})/dgu;
/** Who kept the minutes and who typed them. */
const minutes =
  /(?<!\p{L})Protokoll(?:ant(?:in)?|führ(?:er|erin|ung))?:\s(?<value>\p{Ll}{2,5}\s?\/\s?\p{Ll}{2,4})(?=\s*(?:\n|$|[,;]))/dgu;
const initials = /(?<!\p{L})(?:Hdz|Handz|Hz|HZ)\.?\s?:\s?(?<value>\p{L}{2,4})(?!\p{L})/dgu;
/** `beantwortet 12.11.2024 (cbk)` */
const done =
  /(?:beantwortet|erledigt|erfasst|eingegeben|geprüft|abgelegt|versandt|bearbeitet|telefoniert|verschickt|gefaxt)\s(?:am\s)?\d{1,2}\.\d{1,2}\.(?:\d{2,4})?,?\s\(?\/?\s?(?<value>\p{Ll}{2,4})\)/dgu;

/** Marks of those who dictate, type and sign, where no colon tells. */
export const typists: Detector = (text): Span[] => [
  ...[mark, between, signed, initials, done].flatMap((pattern) =>
    spansOf(text, pattern, 'username', 0.6, 'username.mark').filter(
      ({ start, end }) => !isWrittenWord(text.slice(start, end)),
    ),
  ),
  ...spansOf(text, minutes, 'username', 0.6, 'username.mark'),
  ...matchesOf(text, dictated).flatMap(({ indices }) =>
    ['one', 'two'].map((group): Span => {
      const [start, end] = indices!.groups![group]!;
      return { start, end, label: 'username', confidence: 0.6, reason: 'username.mark' };
    }),
  ),
];
