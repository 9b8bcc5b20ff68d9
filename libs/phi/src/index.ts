export { detectLanguage, type Language } from './detect-language.js';
export {
  findIdentifiers,
  type FindOptions,
  identifierFinder,
  type IdentifierFinder,
  rehearse,
} from './find-identifiers.js';
export { findKnown, findValue } from './find-value.js';
export {
  families,
  type Family,
  type Found,
  type LetterMeasure,
  type MarkedLetter,
  measureLetters,
  type Share,
} from './measure-letters.js';
export { type Exchange, exchangeNames } from './exchange-names.js';
export { isWordOfLanguage } from './english-words.js';
export { readHeaderFields } from './read-header-fields.js';
export { redact, type RedactionStyle, tagOf } from './redact.js';
export { shiftDate } from './surrogates/shift-date.js';
export { dateShiftOf, replaceWithSurrogates, surrogateOf, type SurrogateSource } from './surrogates/surrogates.js';
export { labels, mergeSpans, type Label, type Span } from './span.js';
export { type DictionaryWords, dictionaryWords, takeDictionary } from './words/german-dictionary.js';
