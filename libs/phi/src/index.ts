export { detectLanguage, type Language } from './detect-language.js';
export { findIdentifiers, type FindOptions } from './find-identifiers.js';
export { findKnown, findValue } from './find-value.js';
export { type LetterMeasure, type MarkedLetter, measureLetters, type Share } from './measure-letters.js';
export { readHeaderFields } from './read-header-fields.js';
export { redact, type RedactionStyle } from './redact.js';
export { labels, mergeSpans, type Label, type Span } from './span.js';
