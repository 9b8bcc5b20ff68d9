/** A Locks port over Redlock, with a fake and one conformance suite. */
export type { Locks } from './locks.js';
