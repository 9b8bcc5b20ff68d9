import { z } from 'zod';

export const MediaKind = z.enum(['video', 'report']);
export type MediaKind = z.infer<typeof MediaKind>;

/** The stages of a run, in order. A run only moves forward: (stage, step) grows. */
export const Stage = z.enum(['identify', 'anonymize', 'extract', 'verify']);
export type Stage = z.infer<typeof Stage>;

/** A level's name as it stands in subjects, metrics and the history: `frame-cleaning`, `hold`, … */
export const LevelName = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/);
export type LevelName = z.infer<typeof LevelName>;

/** Where an item stands. One word everywhere: database, API, metrics, console, docs. */
export const ItemState = z.enum([
  'landed',
  'accepted',
  'anonymizing',
  'extracting',
  'verifying',
  'verified',
  'in-review',
  'approved',
  'published',
  'waiting',
  'held',
  'quarantined',
  'rejected',
  'erased',
]);
export type ItemState = z.infer<typeof ItemState>;

/** How an attempt can end. `failed`, `hung` and `crashed` count against the level's cap; `preempted` and `later` never do. */
export const AttemptEnding = z.enum(['done', 'declined', 'failed', 'hung', 'crashed', 'lost', 'preempted', 'later']);
export type AttemptEnding = z.infer<typeof AttemptEnding>;

export const Verdict = z.enum(['verified', 'unsure', 'failed']);
export type Verdict = z.infer<typeof Verdict>;
