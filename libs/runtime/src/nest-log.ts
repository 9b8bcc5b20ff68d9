import type { LoggerService } from '@nestjs/common';
import { type Log, describeError } from './log.js';

/** Nest's own words may quote anything (a bad payload, a query): only that it spoke, where, and how loud is kept. */
export function nestLog(log: Log): LoggerService {
  const said =
    (level: 'info' | 'warn' | 'error' | 'debug') =>
    (message: unknown, ...rest: unknown[]) => {
      const where = rest.findLast((part) => typeof part === 'string' && /^[A-Za-z]{1,60}$/.test(part));
      log[level](`nest.${level}`, {
        ...(typeof where === 'string' ? { part: where } : {}),
        ...(message instanceof Error ? { error: message, code: describeError(message).errorName } : {}),
      });
    };
  return { log: said('debug'), debug: said('debug'), verbose: said('debug'), warn: said('warn'), error: said('error') };
}
