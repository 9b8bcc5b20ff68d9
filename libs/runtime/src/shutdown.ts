import { describeError, type Log } from './log.js';

export interface Stoppable {
  /** Finishes what fits into the grace period and hands the rest back. */
  stop(): Promise<void>;
}

/**
 * Runs until SIGTERM or SIGINT, then stops in order and resolves. A second signal, or a stop that takes longer than
 * `graceSeconds`, ends the process at once: everything that matters survives that.
 */
export async function runUntilSignal(log: Log, parts: Stoppable, graceSeconds: number): Promise<void> {
  process.on('unhandledRejection', (error) => fatal(log, error));
  process.on('uncaughtException', (error) => fatal(log, error));
  await new Promise<void>((resolve) => {
    const onSignal = () => {
      process.removeListener('SIGTERM', onSignal);
      process.removeListener('SIGINT', onSignal);
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(130));
      resolve();
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
  });
  log.info('process.stopping');
  const limit = setTimeout(() => {
    log.error('process.stop-took-too-long', { seconds: graceSeconds });
    process.exit(1);
  }, graceSeconds * 1000);
  limit.unref();
  await parts.stop();
  clearTimeout(limit);
  log.info('process.stopped');
}

function fatal(log: Log, error: unknown): never {
  log.error('process.broken', { error, code: describeError(error).errorName });
  process.exit(1);
}
