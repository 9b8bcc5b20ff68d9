import { AsyncLocalStorage } from 'node:async_hooks';
import type { HeldUpload, NewUpload } from '@endoveil/ledger';
import type { Checksum } from './checksum.js';

/** What the store has to know of the request it works for; the protocol's library does not hand it on. */
export interface Asking {
  readonly uploadId: string;
  /** What a new upload is to be. */
  readonly created?: NewUpload;
  readonly checksum?: Checksum;
  /** Set by whoever takes the upload for this request. */
  held?: HeldUpload;
  /** What is done for it, without the answer. Never fails. */
  work?: Promise<void>;
  /** Headers of the answer beside the protocol's own. */
  readonly answerHeader: (name: string, value: string) => void;
}

const storage = new AsyncLocalStorage<Asking>();

export const whileAsking = <T>(asking: Asking, work: () => Promise<T>): Promise<T> => storage.run(asking, work);

export function asking(): Asking {
  const found = storage.getStore();
  if (!found) throw new Error('an upload outside of a request');
  return found;
}
