import { parentPort } from 'node:worker_threads';
import { dictionaryWords } from '@endoveil/phi';

/** The program of a thread, see `dictionaryAhead`. */
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin, a browser's window has
parentPort?.postMessage(dictionaryWords());
