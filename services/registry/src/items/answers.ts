import {
  ArtifactHash,
  ArtifactId,
  AttemptEnding,
  Certificate,
  Correction,
  DecisionKind,
  FieldName,
  FieldSource,
  ItemId,
  ItemState,
  JobId,
  LevelName,
  MediaKind,
  PublicationFault,
  PublicationState,
  ReasonCode,
  RunId,
  Stage,
  Verdict,
} from '@endoveil/contracts';
import { z } from 'zod';

/* What the API tells of items, as JSON: times are ISO 8601. */

const time = z.iso.datetime();
const summary = {
  itemId: ItemId,
  kind: MediaKind.nullable(),
  state: ItemState,
  center: z.string(),
  processor: z.string(),
  caseRef: z.string().describe('keyed hash of the case: never its number'),
  sizeBytes: z.int(),
  landedAt: time,
  changedAt: time,
  stage: Stage,
  level: LevelName.nullable().describe('the level that made the result, or that has the work now'),
  metadataLevel: LevelName.nullable(),
  verdict: Verdict.nullable(),
  reason: ReasonCode.nullable().describe('why it stands where it stands'),
  reasonText: z.string().nullable(),
  next: z.string().nullable().describe('what a person can do next'),
  degraded: ReasonCode.nullable(),
  artifactHash: ArtifactHash.nullable().describe('SHA-256 of the anonymized result'),
  sightings: z.int(),
  correlationId: z.string(),
  version: z.int().describe('grows with everything that happens to it, looking at it left out'),
  approvedHash: ArtifactHash.nullable().describe('the bytes of a live approval'),
};
export const Summary = z.object(summary);
export const summaryFields = Object.keys(summary) as readonly (keyof typeof summary)[];

const file = { hash: ArtifactHash, mediaType: z.string(), sizeBytes: z.int() };
const attempt = z.object({
  attemptId: z.string(),
  step: z.int(),
  level: LevelName,
  fence: z.int(),
  workerId: z.string(),
  startedAt: time,
  endedAt: time.nullable(),
  ending: AttemptEnding.nullable(),
  reason: ReasonCode.nullable(),
});
const job = z.object({
  jobId: JobId,
  stage: Stage,
  step: z.int(),
  state: z.enum(['requested', 'running', 'done']),
  level: LevelName.nullable(),
  leaseUntil: time.nullable(),
  retryAt: time.nullable(),
  attempts: z.array(attempt),
  escalations: z.array(
    z.object({ step: z.int(), from: LevelName, to: LevelName.nullable(), reason: ReasonCode, at: time }),
  ),
});
const run = z.object({
  runId: RunId,
  number: z.int(),
  cause: z.enum(['landing', 'retry', 'upgrade', 'correction']),
  state: ItemState,
  reason: ReasonCode.nullable(),
  current: z.boolean(),
  startedAt: time,
  endedAt: time.nullable(),
  jobs: z.array(job),
  artifacts: z.array(
    z.object({
      ...file,
      artifactId: ArtifactId,
      level: LevelName,
      degraded: ReasonCode.nullable(),
      companion: z.object(file).nullable(),
      madeAt: time,
    }),
  ),
  certificates: z.array(
    z.object({ artifactId: ArtifactId, verdict: Verdict, certificate: Certificate, issuedAt: time }),
  ),
});

export const Unserved = z.enum(['destination-not-served', 'publisher-away']).nullable();

export const Publication = z.object({
  publicationId: z.string(),
  publicId: z.string(),
  itemId: ItemId,
  artifactHash: ArtifactHash,
  destination: z.string(),
  state: PublicationState,
  fault: PublicationFault.nullable(),
  failures: z.int(),
  withdrawAsked: z.boolean(),
  dueAt: time,
  plannedBy: z.string(),
  plannedAt: time,
  changedAt: time,
  publishedAt: time.nullable(),
  attempts: z.int(),
  unserved: Unserved.describe('why nobody works on it, though it could go or is to be taken back'),
});

export const Detail = z.object({
  ...summary,
  runs: z.array(run),
  fields: z
    .array(z.object({ name: FieldName, source: FieldSource, confidence: z.number(), level: LevelName }))
    .describe('which values are known and from where; the values themselves: `/values`'),
  sightingList: z.array(z.object({ landingId: z.string(), caseRef: z.string(), secondCase: z.boolean(), at: time })),
  history: z.array(
    z.object({
      number: z.int(),
      at: time,
      actor: z.string(),
      action: z.string(),
      detail: z.record(z.string(), z.unknown()),
    }),
  ),
  proposedRunId: RunId.nullable(),
  corrections: z.array(
    z.object({
      correctionId: z.string(),
      runId: RunId,
      artifactHash: ArtifactHash.describe('what was looked at'),
      correction: Correction,
      actor: z.string(),
      madeAt: time,
    }),
  ),
  decisions: z.array(
    z.object({
      decisionId: z.string(),
      itemId: ItemId,
      runId: RunId,
      artifactHash: ArtifactHash.nullable(),
      kind: DecisionKind,
      actor: z.string(),
      at: time,
    }),
  ),
  publications: z.array(Publication),
});
