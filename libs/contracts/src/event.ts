import { z } from 'zod';

/**
 * One event is one constant: its subject, its schema, its type. No subject string stands anywhere else.
 * Changes are additive; a breaking change is a new event.
 */
export interface EventType<T extends z.ZodType = z.ZodType> {
  readonly subject: string;
  readonly version: number;
  readonly schema: T;
  readonly from: string;
  readonly says: string;
}

export type PayloadOf<E extends EventType> = z.infer<E['schema']>;

const SUBJECT = /^endoveil(\.[a-z][a-z0-9-]*){2,3}$/;

export function defineEvent<T extends z.ZodType>(
  subject: string,
  schema: T,
  about: { from: string; says: string; version?: number },
): EventType<T> {
  if (!SUBJECT.test(subject)) throw new Error(`not an event subject: ${subject}`);
  return { subject, schema, from: about.from, says: about.says, version: about.version ?? 1 };
}
