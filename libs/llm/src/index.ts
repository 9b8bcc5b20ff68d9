/** Ollama: client, breaker, window check, grounding. */
export const room = 'llm';
