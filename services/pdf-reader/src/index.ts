/** Levels full-reading, rules-only, hold. */
export const room = 'pdf-reader';
