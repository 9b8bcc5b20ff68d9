/** Report levels: full-reading, rules-only, hold. */
export { reportSettings } from './config.js';
export { FullReading } from './full-reading.js';
export type { NameProposer } from './hiding/name-proposer.js';
export { type ReportTools, reportTools } from './report-tools.js';
export { RulesOnly } from './rules-only.js';
export { pdfReader } from './pdf-reader.service.js';
