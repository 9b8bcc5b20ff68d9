import { once } from 'node:events';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { type DictionaryWords, rehearse, takeDictionary } from '@endoveil/phi';

const PROGRAM = resolve(import.meta.dirname, '../../dist/hiding/read-dictionary.js');

let reading: Promise<void> | undefined;

/**
 * The dictionary, read on a thread of its own, and every rule made ready: a second of work that would otherwise keep this
 * process from saying that it is alive while it reads its first report. Once for all; never throws, since the first text
 * reads what was not read ahead.
 */
export async function dictionaryAhead(): Promise<void> {
  reading ??= read().catch(() => undefined);
  await reading;
}

async function read(): Promise<void> {
  // built, whatever way this process came to its own code
  const thread = new Worker(PROGRAM, { execArgv: [], env: {} });
  const ended = new AbortController();
  thread.once('exit', () => ended.abort());
  const [words] = (await once(thread, 'message', { signal: ended.signal })) as [DictionaryWords];
  takeDictionary(words);
  for (const _ of rehearse()) await setImmediate();
}
