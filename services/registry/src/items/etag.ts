import { ArtifactHash } from '@endoveil/contracts';
import type { ItemSummary } from '@endoveil/ledger';
import { Refused } from '../problem.filter.js';

/** What a person decides on: everything that has happened to the item, and the very bytes that would be released. */
export interface Seen {
  readonly version: number;
  readonly artifactHash: ArtifactHash | null;
}

/** Looking at an item changes nothing of it. */
export function etagOf({ version, artifactHash }: Pick<ItemSummary, 'version' | 'artifactHash'>): string {
  return `"${version}.${artifactHash ?? 'none'}"`;
}

const ETAG = /^"(\d{1,9})\.(none|[0-9a-f]{64})"$/;

/** What the caller says it has seen. Throws without it: nobody decides on what they did not look at. */
export function seenBy(ifMatch: string | undefined): Seen {
  if (ifMatch === undefined)
    throw new Refused(428, 'if-match-missing', 'A decision names the ETag of the item it was made on, in If-Match.');
  const [, version, hash] = ETAG.exec(ifMatch) ?? [];
  if (version === undefined || hash === undefined) throw changed();
  return { version: Number(version), artifactHash: hash === 'none' ? null : ArtifactHash.parse(hash) };
}

export const changed = () =>
  new Refused(412, 'changed-since-seen', 'The item has changed since it was looked at: look at it again.');
