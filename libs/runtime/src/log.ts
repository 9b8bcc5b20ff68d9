import { trace } from '@opentelemetry/api';
import { pino, type DestinationStream } from 'pino';
import { EndoveilError } from '@endoveil/contracts';
import { currentCorrelation } from './correlation.js';

/**
 * Everything a log line may say. Ids, codes, counts and names of our own parts: there is no field for a free text, a
 * path or a value, so none can be logged by mistake.
 */
export interface LogFields {
  readonly itemId?: string;
  readonly jobId?: string;
  readonly runId?: string;
  readonly landingId?: string;
  readonly attemptId?: string;
  readonly eventId?: string;
  readonly workerId?: string;
  readonly subject?: string;
  readonly durable?: string;
  readonly level?: string;
  readonly stage?: string;
  readonly kind?: string;
  readonly outcome?: string;
  readonly verdict?: string;
  readonly code?: string;
  readonly state?: string;
  readonly part?: string;
  readonly fence?: number;
  readonly step?: number;
  readonly count?: number;
  readonly port?: number;
  readonly seconds?: number;
  readonly settings?: Readonly<Record<string, string>>;
  readonly error?: unknown;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

export interface LogSettings {
  readonly service: string;
  readonly level: LogLevel | 'silent';
  /** Default: standard error. */
  readonly fileDescriptor?: number;
  /** For tests: instead of a file. */
  readonly destination?: DestinationStream;
}

const SAFE: readonly (keyof LogFields)[] = [
  ...(['itemId', 'jobId', 'runId', 'landingId', 'attemptId', 'eventId', 'workerId', 'subject', 'durable'] as const),
  ...(['level', 'stage', 'kind', 'outcome', 'verdict', 'code', 'state', 'part'] as const),
  ...(['fence', 'step', 'count', 'port', 'seconds'] as const),
];
/** What an id, a code, a subject or a name of a part looks like. Anything else is not written. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,119}$/;

/** JSON lines, one event each, with the correlation and trace ids of where it happened. */
export function createLog(settings: LogSettings): Log {
  const destination = settings.destination ?? pino.destination({ fd: settings.fileDescriptor ?? 2, sync: true });
  const logger = pino(
    {
      level: settings.level,
      base: { service: settings.service, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: 'event',
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  const write =
    (level: LogLevel) =>
    (event: string, fields: LogFields = {}) => {
      logger[level](withContext(safe(fields)), event);
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** For tests and for places that must stay silent. */
export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

function safe(fields: LogFields): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const name of SAFE) {
    const value = fields[name];
    if (typeof value === 'number') kept[name] = value;
    else if (typeof value === 'string') kept[name] = PLAIN.test(value) ? value : '(dropped)';
  }
  if (fields.settings) kept['settings'] = fields.settings;
  if (fields.error !== undefined) Object.assign(kept, describeError(fields.error));
  return kept;
}

function withContext(fields: Record<string, unknown>): Record<string, unknown> {
  const correlationId = currentCorrelation();
  const span = trace.getActiveSpan()?.spanContext();
  return {
    ...fields,
    ...(correlationId === undefined ? {} : { correlationId }),
    ...(span === undefined ? {} : { traceId: span.traceId, spanId: span.spanId }),
  };
}

/**
 * An error without its message: messages of databases, parsers and file systems quote values and paths. What is left
 * (class, code, places in our code) finds the fault.
 */
export function describeError(error: unknown): { errorName: string; code?: string; at?: string[] } {
  if (!(error instanceof Error)) return { errorName: typeof error };
  const code = error instanceof EndoveilError ? error.code : (error as NodeJS.ErrnoException).code;
  const at = behindMessage(error)
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim().replaceAll(/\(?(?:file:\/\/)?\/[^)]*\/((?:libs|services|node_modules)\/)/g, '($1'));
  const cause = error.cause instanceof Error ? describeError(error.cause) : undefined;
  return {
    errorName: error.name,
    ...(typeof code === 'string' && PLAIN.test(code) ? { code } : {}),
    at: cause ? [...at, `caused by ${cause.errorName} ${cause.code ?? ''}`, ...(cause.at ?? [])] : at,
  };
}

/** The places alone. A message may have lines of its own that look like one; where it is not found nothing is told. */
function behindMessage({ stack = '', message }: Error): string {
  const begins = stack.indexOf(message);
  return begins < 0 ? '' : stack.slice(begins + message.length);
}
