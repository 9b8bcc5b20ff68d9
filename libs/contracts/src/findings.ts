import { EncodePlan } from './encode-plan.js';
import { z } from 'zod';
import { BlobId } from './ids.js';
import { LevelName, MediaKind } from './media.js';

/** The fields a source may hold about a person or an examination. */
export const FieldName = z.enum([
  'last-name',
  'first-name',
  'birth-date',
  'sex',
  'case-number',
  'patient-id',
  'exam-date',
  'exam-time',
  'examiner',
  'assistant',
  'device',
  'device-serial',
  'institution',
]);
export type FieldName = z.infer<typeof FieldName>;

/** Where a value comes from, strongest first: a person beats every machine. */
export const FieldSource = z.enum(['person', 'structured-header', 'overlay', 'text-rules', 'llm']);
export type FieldSource = z.infer<typeof FieldSource>;

/** Dates are ISO 8601 (`1953-07-21`), times `HH:MM:SS`, everything else as written in the source. */
export const FieldFinding = z.object({
  name: FieldName,
  value: z.string().min(1).max(400),
  source: FieldSource,
  /** 0 to 1. */
  confidence: z.number().min(0).max(1),
  /** Where an overlay says so, in display pixels of the frame. */
  box: z
    .object({ x: z.number(), y: z.number(), width: z.number().positive(), height: z.number().positive() })
    .optional(),
});
export type FieldFinding = z.infer<typeof FieldFinding>;

/** Something known to identify a person of this case; searched for, fuzzily, everywhere else in it. */
export const KnownValue = z.object({ name: FieldName, value: z.string().min(1).max(400) });
export type KnownValue = z.infer<typeof KnownValue>;

/**
 * What a level learned from a source. It holds identifying text: it exists only encrypted in the
 * sensitive zone, and in memory.
 */
export const Findings = z.object({
  schema: z.literal(1),
  kind: MediaKind,
  level: LevelName,
  fields: z.array(FieldFinding),
  /**
   * What the level searched the source for beside the fields: values it read without certainty, names behind a cue, names
   * that a language model proposed. Nobody states them; the verifier searches for them.
   */
  known: z.array(KnownValue).optional(),
  /** The text that was read, page by page (reports) or once for all overlays (video). */
  pages: z.array(z.object({ page: z.int().positive(), text: z.string() })),
  /** Cut-outs of what was covered, for a reviewer: a blob that no record names, so it is removed after some hours. */
  evidence: BlobId.optional(),
  /** What the anonymized text says in place of values, where it says stand-ins. The verifier holds them against the case. */
  standIns: z.array(z.string().min(1)).optional(),
  /** How the video was made. */
  plan: EncodePlan.optional(),
  /** Facts about the source that the verifier holds the result against. */
  source: z.object({
    pages: z.int().nonnegative().optional(),
    frames: z.int().nonnegative().optional(),
    durationMs: z.number().nonnegative().optional(),
    /** SHA-256, hexadecimal, of the plan as JSON, its entries in the order of its schema. */
    planHash: z.string().optional(),
  }),
});
export type Findings = z.infer<typeof Findings>;

/** One covered place as the source shows it: identifying, so it exists only encrypted under the item's key. */
export const EvidenceCrop = z.object({
  page: z.int().positive(),
  /** Pixels of the upright page at 200 dpi. */
  box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
  /** Base64. */
  jpeg: z.string(),
});
export type EvidenceCrop = z.infer<typeof EvidenceCrop>;
