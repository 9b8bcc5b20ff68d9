/** Ollama: client, deadlines, window check, grounding. */
import { loadSettings } from '@endoveil/runtime';
import { addressOf } from './address.js';
import { llmSettings } from './config.js';
import type { Llm } from './llm.js';
import { noLlm } from './no-llm.js';
import { OllamaLlm } from './ollama-llm.js';

export type { Llm } from './llm.js';
export { addressOf, llmSettings, noLlm, OllamaLlm };

/** The language model that the environment names, or none. */
export function llmFromSettings(environment: Readonly<Record<string, string | undefined>>): Llm {
  const { url, ...settings } = loadSettings(llmSettings, environment);
  return url === undefined ? noLlm : new OllamaLlm(url, settings);
}
