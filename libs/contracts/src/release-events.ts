import { z } from 'zod';
import { defineEvent, type EventType } from './event.js';
import { ArtifactHash, ItemId, PublicationId, RunId } from './ids.js';
import { DestinationName, PublicationFault, PublicationState } from './release.js';

const decided = z.object({ itemId: ItemId, runId: RunId, artifactHash: ArtifactHash.nullable() });

export const MediaApproved = defineEvent('endoveil.media.approved', decided.extend({ artifactHash: ArtifactHash }), {
  from: 'registry, publisher',
  says: 'a person, or the release policy, released exactly these bytes',
});

export const MediaRejected = defineEvent('endoveil.media.rejected', decided, {
  from: 'registry',
  says: 'a person rejected it: nothing of it may leave',
});

export const MediaWithheld = defineEvent('endoveil.media.withheld', decided, {
  from: 'registry',
  says: 'a person holds it back or took the approval away',
});

const publication = z.object({
  publicationId: PublicationId,
  itemId: ItemId,
  destination: DestinationName,
  artifactHash: ArtifactHash,
  state: PublicationState,
  fault: PublicationFault.nullable(),
});
const published = (what: string, says: string) =>
  defineEvent(`endoveil.publication.${what}`, publication, { from: 'publisher', says });

export const PublicationPlanned = published('planned', 'bytes shall go to a destination, now or once approved');
export const PublicationPublished = published('published', 'the destination has the bytes; they were read back');
export const PublicationPostponed = published('postponed', 'the destination did not take them: tried again later');
export const PublicationUnconfirmed = published('unconfirmed', 'nobody knows yet whether they arrived: it is asked');
export const PublicationFailed = published('failed', 'not tried again without a person');
export const PublicationWithdrawn = published('withdrawn', 'the bytes are no longer at the destination');

export const releaseEvents = [
  MediaApproved,
  MediaRejected,
  MediaWithheld,
  PublicationPlanned,
  PublicationPublished,
  PublicationPostponed,
  PublicationUnconfirmed,
  PublicationFailed,
  PublicationWithdrawn,
] as const satisfies readonly EventType[];
