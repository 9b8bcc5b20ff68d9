import { EndoveilError } from '@endoveil/contracts';
import type { Llm } from './llm.js';

const disabled = () => Promise.reject(new EndoveilError('llm-disabled'));

/** A site without a language model. */
export const noLlm: Llm = { ready: async () => false, names: disabled, fields: disabled };
