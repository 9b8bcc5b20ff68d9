export * from './invented-patient.js';
export { type ExamVideoOptions, makeExamVideo } from './exam-video.js';
export { type ExamReportOptions, makeExamReport, makeUnreadableReport } from './exam-report.js';
export { identifiersIn, type ReportLayout, reportLayouts } from './report-layouts.js';
export { type OllamaMood, type OllamaStandIn, startOllamaStandIn } from './ollama-stand-in.js';
export { type Ink, makeRebuiltReport, printedPages, type RebuiltReport } from './rebuilt-report.js';
export { makeExamSet, planExamSet } from './exam-set/make-exam-set.js';
export { displaySize, examLayouts } from './exam-set/layouts.js';
export { happeningNames } from './exam-set/happenings.js';
export { layoutNamed, syntheticExam } from './exam-set/synthetic-exam.js';
export { encodeFrames } from './exam-set/encode-frames.js';
export { type FormName, formNames } from './true-report/forms/forms.js';
export {
  makeTrueReport,
  type ReportMedium,
  reportMediums,
  type TrueField,
  trueFields,
  type TrueReport,
} from './true-report/true-report.js';
export { hostilePdfs } from './hostile/hostile-pdfs.js';
export type { InventedLetter } from './letters/invented-letter.js';
export { type Half, inventedLetters } from './letters/invented-letters.js';
export { inventedNameWords } from './letters/people.js';
export { makeLongReport } from './true-report/long-report.js';
