/** The work is told by its signal and should end by itself; it is not waited for longer than this when it does not. */
const GRACE_MS = 10_000;

/** What the work resolves to. Throws the signal's reason once it is given, also when the work never ends. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal, graceMs = GRACE_MS): Promise<T> {
  let limit: NodeJS.Timeout | undefined;
  const { promise: given, reject } = Promise.withResolvers<never>();
  const onAbort = () => {
    limit = setTimeout(() => reject(signal.reason as Error), graceMs);
  };
  // a signal that was given already tells nobody any more
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  try {
    const result = await Promise.race([work, given]);
    signal.throwIfAborted();
    return result;
  } catch (error) {
    // children end with errors of their own when they are killed: why they were killed is what counts
    throw signal.aborted ? (signal.reason as Error) : error;
  } finally {
    clearTimeout(limit);
    signal.removeEventListener('abort', onAbort);
  }
}
