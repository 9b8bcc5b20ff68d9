export { detectLanguage, type Language } from './text/detect-language.js';
export {
  findIdentifiers,
  type FindOptions,
  identifierFinder,
  type IdentifierFinder,
  rehearse,
} from './find-identifiers.js';
export { findKnown, findValue } from './known/find-value.js';
export {
  families,
  type Family,
  type Found,
  type LetterMeasure,
  type MarkedLetter,
  measureLetters,
  type Share,
} from './measure/measure-letters.js';
export { type Exchange, exchangeNames } from './measure/exchange-names.js';
export { isWordOfLanguage } from './text/english-words.js';
export { readHeaderFields } from './header/read-header-fields.js';
export { redact, type RedactionStyle, tagOf } from './redact.js';
export { shiftDate } from './surrogates/shift-date.js';
export { dateShiftOf, replaceWithSurrogates, surrogateOf, type SurrogateSource } from './surrogates/surrogates.js';
export { labels, mergeSpans, type Label, type Span } from './span.js';
export { type DictionaryWords, dictionaryWords, takeDictionary } from './words/german-dictionary.js';
