/** Metadata levels: llm, rules, none. */
export { LlmExtraction } from './llm-extraction.js';
export { mergeFields } from './merge-fields.js';
export { metadataLlm } from './metadata-llm.service.js';
export { NoExtraction } from './no-extraction.js';
export { RulesExtraction } from './rules-extraction.js';
