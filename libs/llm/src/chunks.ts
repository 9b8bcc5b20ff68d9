/** Letters a token has at the least in German and English text, for an estimate that never promises too much. */
const LETTERS_PER_TOKEN = 2.5;
/** What the instructions and the answer take of the window. */
const RESERVED_TOKENS = 1800;
const OVERLAP = 600;
/** In a smaller window every piece would mostly repeat the one before: a report would take thousands of questions. */
export const FEWEST_WINDOW_TOKENS = 3072;

/**
 * Pieces that fit into the window, overlapping so that nothing is cut in two unseen. A prompt longer than the window
 * loses its front without a word: the patient block of a letter.
 */
export function chunksOf(text: string, windowTokens: number): string[] {
  const size = Math.floor((windowTokens - RESERVED_TOKENS) * LETTERS_PER_TOKEN);
  const chunks: string[] = [];
  for (let at = 0; at < text.length; at += size - OVERLAP) {
    chunks.push(text.slice(at, at + size));
    if (at + size >= text.length) break;
  }
  return chunks;
}

/** The fewest tokens a prompt of this length can have been; when the model read fewer, it did not read all. */
export function fewestTokens(prompt: string): number {
  return Math.floor(prompt.length / 7);
}
