/** Metadata levels llm, rules, none. */
export const room = 'metadata-llm';
