import { hasReadableUser, setting, USER_NOT_READABLE } from '@endoveil/runtime';
import { z } from 'zod';
import { FEWEST_WINDOW_TOKENS } from './chunks.js';

const seconds = (standard: number) => z.coerce.number().positive().default(standard);

/** What the language model needs. */
export const llmSettings = {
  url: setting(
    'ENDOVEIL_OLLAMA_URL',
    z.url().refine(hasReadableUser, USER_NOT_READABLE).optional(),
    'where Ollama answers, with `user:password@` where a proxy asks for it; not set: no language model is used',
    { secret: true },
  ),
  model: setting('ENDOVEIL_OLLAMA_MODEL', z.string().min(1).default('llama3.1:8b'), 'the model it shall use'),
  windowTokens: setting(
    'ENDOVEIL_OLLAMA_WINDOW',
    z.coerce.number().int().min(FEWEST_WINDOW_TOKENS).default(8192),
    'context window in tokens; longer texts are cut into overlapping pieces',
  ),
  connectSeconds: setting('ENDOVEIL_OLLAMA_CONNECT_SECONDS', seconds(2), 'how long it may take to answer at all'),
  firstTokenSeconds: setting(
    'ENDOVEIL_OLLAMA_FIRST_TOKEN_SECONDS',
    seconds(120),
    'how long to the first word of an answer',
  ),
  betweenTokensSeconds: setting('ENDOVEIL_OLLAMA_BETWEEN_TOKENS_SECONDS', seconds(30), 'how long between two words'),
  totalSeconds: setting('ENDOVEIL_OLLAMA_TOTAL_SECONDS', seconds(300), 'how long for one answer'),
} as const;
