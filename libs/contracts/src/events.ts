import { z } from 'zod';
import { defineEvent, type EventType } from './event.js';
import { ArtifactHash, ArtifactId, BlobId, ItemId, JobId, LandingId, RunId } from './ids.js';
import { LevelName, MediaKind } from './media.js';
import { ReasonCode } from './reasons.js';
import { releaseEvents } from './release-events.js';

/** What every message that drives a job says: which job, and at which of its steps. */
const job = { jobId: JobId, step: z.int().nonnegative() };
const item = { itemId: ItemId, runId: RunId, kind: MediaKind };

export const MediaLanded = defineEvent(
  'endoveil.media.landed',
  z.object({ ...job, landingId: LandingId, sizeBytes: z.int().nonnegative() }),
  { from: 'intake', says: 'bytes are safe in the sensitive zone' },
);

export const VideoAccepted = defineEvent('endoveil.video.accepted', z.object({ ...job, ...item }), {
  from: 'lock-and-dedupe',
  says: 'a video, seen for the first time',
});

export const ReportAccepted = defineEvent('endoveil.report.accepted', z.object({ ...job, ...item }), {
  from: 'lock-and-dedupe',
  says: 'a report, seen for the first time',
});

export const MediaDuplicated = defineEvent(
  'endoveil.media.duplicated',
  z.object({ landingId: LandingId, itemId: ItemId, reason: ReasonCode }),
  { from: 'lock-and-dedupe', says: 'the same content is already known: a sighting was noted' },
);

export const MediaQuarantined = defineEvent(
  'endoveil.media.quarantined',
  z.object({ itemId: ItemId, reason: ReasonCode }),
  { from: 'lock-and-dedupe, any level', says: 'not what it claims to be, or not decodable' },
);

const anonymized = z.object({
  ...job,
  ...item,
  level: LevelName,
  artifactId: ArtifactId,
  artifactHash: ArtifactHash,
  findings: BlobId,
});

export const VideoAnonymized = defineEvent('endoveil.video.anonymized', anonymized, {
  from: 'video-anonymizer',
  says: 'an artifact was made; not yet verified',
});

export const ReportAnonymized = defineEvent('endoveil.report.anonymized', anonymized, {
  from: 'pdf-reader',
  says: 'an artifact was made; not yet verified',
});

export const MetadataExtracted = defineEvent(
  'endoveil.metadata.extracted',
  z.object({ ...job, ...item, level: LevelName, artifactId: ArtifactId, artifactHash: ArtifactHash }),
  { from: 'metadata-llm', says: 'fields with provenance are recorded' },
);

const verdict = z.object({
  ...item,
  level: LevelName,
  artifactId: ArtifactId,
  artifactHash: ArtifactHash,
  reasons: z.array(ReasonCode),
});

export const MediaVerified = defineEvent('endoveil.media.verified', verdict, {
  from: 'verifier',
  says: 'every planned check ran and found nothing',
});

export const MediaUnsure = defineEvent('endoveil.media.unsure', verdict, {
  from: 'verifier',
  says: 'something was not checked or not explained: a person decides',
});

export const MediaVerificationFailed = defineEvent('endoveil.media.verification-failed', verdict, {
  from: 'verifier',
  says: 'something identifying or forbidden is left: the ledger escalates',
});

export const MediaHeld = defineEvent('endoveil.media.held', z.object({ ...item, reason: ReasonCode }), {
  from: 'the last level',
  says: 'no level made it safe: imported, safe, not anonymized',
});

const declined = z.object({ ...job, ...item, level: LevelName, reason: ReasonCode });
export type LevelDeclined = EventType<typeof declined>;

const metadataDeclined = z.object({
  ...job,
  ...item,
  level: LevelName,
  reason: ReasonCode,
  artifactId: ArtifactId,
  artifactHash: ArtifactHash,
  findings: BlobId,
});
export type MetadataLevelDeclined = EventType<typeof metadataDeclined>;

/** The event by which a level hands its work down. The next level is whoever listens to it. */
export const VideoDeclined = {
  by: (level: LevelName): LevelDeclined =>
    defineEvent(`endoveil.video.declined.${level}`, declined, {
      from: 'video-anonymizer',
      says: `${level} could not make it safe`,
    }),
};

export const ReportDeclined = {
  by: (level: LevelName): LevelDeclined =>
    defineEvent(`endoveil.report.declined.${level}`, declined, {
      from: 'pdf-reader',
      says: `${level} could not make it safe`,
    }),
};

export const MetadataDeclined = {
  by: (level: LevelName): MetadataLevelDeclined =>
    defineEvent(`endoveil.metadata.declined.${level}`, metadataDeclined, {
      from: 'metadata-llm',
      says: `${level} found nothing it may state`,
    }),
};

/** Every event whose subject does not depend on a level, for the generated table and the topology. */
export const events = [
  MediaLanded,
  VideoAccepted,
  ReportAccepted,
  MediaDuplicated,
  MediaQuarantined,
  VideoAnonymized,
  ReportAnonymized,
  MetadataExtracted,
  MediaVerified,
  MediaUnsure,
  MediaVerificationFailed,
  MediaHeld,
  ...releaseEvents,
] as const satisfies readonly EventType[];
