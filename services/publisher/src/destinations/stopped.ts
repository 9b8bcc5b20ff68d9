/** True for what an aborted signal throws: it is about us, not about the destination. */
export function isStopped(error: unknown): boolean {
  return error instanceof DOMException || (error as Error | undefined)?.name === 'AbortError';
}
