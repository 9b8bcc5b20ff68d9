/** A Locks port over Redlock, with a fake and one conformance suite. */
export const room = 'locks';
