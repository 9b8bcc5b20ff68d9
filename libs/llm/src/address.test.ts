import { loadSettings } from '@endoveil/runtime';
import { describe, expect, it } from 'vitest';
import { addressOf } from './address.js';
import { llmSettings } from './config.js';

describe('an address that says who asks', () => {
  const load = (url: string) => loadSettings(llmSettings, { ENDOVEIL_OLLAMA_URL: url });

  it.each(['http://user:50%@host:11434', 'http://us%er:word@host:11434', 'http://user:%zz@host', 'http://u:%ff@host'])(
    'is refused by the name of the setting where it cannot be read, and nothing of it is told: %s',
    (url) => {
      expect(() => load(url)).toThrow(
        'settings refused: ENDOVEIL_OLLAMA_URL: a % in its user or password is written as %25',
      );
    },
  );

  it('may have any sign in the password that is written as an address has to write it', () => {
    const { headers } = addressOf(load('http://user:50%25%40@host:11434').url!);
    expect(Buffer.from(headers['authorization']!.slice(6), 'base64').toString()).toBe('user:50%@');
  });
});
