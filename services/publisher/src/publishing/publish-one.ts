import type { Ledger, PublicationClaim, PublicationEnding, PublicationSettled } from '@endoveil/ledger';
import { failpoint, type Log } from '@endoveil/runtime';
import type { Artifacts, SiteSigner } from '@endoveil/storage';
import type { Destination, PutOptions } from '../destinations/destination.js';
import { DestinationError } from '../destinations/destination-error.js';
import { observeAttempt } from './metrics.js';
import { type Release, releaseOf } from '../release/release.js';

export interface PublishParts {
  readonly ledger: Pick<Ledger, 'beatPublication' | 'beginFinal' | 'settlePublication' | 'timing'>;
  readonly artifacts: Pick<Artifacts, 'read'>;
  readonly signer: SiteSigner;
  readonly log: Log;
}

/** This publisher no longer owns the publication: it stops and says nothing. */
class Superseded extends Error {
  override readonly name = 'Superseded';
}

/**
 * One claimed publication: sent, asked for or taken back, and settled. The lease is kept alive meanwhile; who loses it
 * stops. Undefined when somebody else owns it now.
 */
export async function publishOne(
  parts: PublishParts,
  destination: Destination,
  claim: PublicationClaim,
  options: { readonly stop: AbortSignal; readonly bytesPerSecond?: number },
): Promise<PublicationSettled | undefined> {
  failpoint('publisher.after-claim');
  const { ledger } = parts;
  const startedAt = performance.now();
  const observe = (outcome: PublicationEnding['as'] | 'superseded') =>
    observeAttempt(claim, outcome, performance.now() - startedAt);
  const lost = new AbortController();
  const signal = AbortSignal.any([options.stop, lost.signal]);
  const beat = async () => {
    if ((await ledger.beatPublication(claim)) === 'fenced-out') lost.abort();
  };
  // the database may be away for a while: the lease decides, not one beat
  const timer = setInterval(() => void beat().catch(() => undefined), ledger.timing.beatSeconds * 1000);
  const put = { signal, ...(options.bytesPerSecond ? { bytesPerSecond: options.bytesPerSecond } : {}) };
  try {
    const release = releaseOf(claim, parts.artifacts, parts.signer);
    const ending = await work(parts, destination, claim, release, put).catch((error: unknown) =>
      endingOf(error, options.stop),
    );
    const { settled, as } = await settle(parts, destination, claim, release, ending);
    observe(as);
    return settled;
  } catch (error) {
    if (!(error instanceof Superseded) && !lost.signal.aborted) throw error;
    observe('superseded');
    return undefined;
  } finally {
    clearInterval(timer);
  }
}

async function work(
  { ledger }: PublishParts,
  destination: Destination,
  claim: PublicationClaim,
  release: Release,
  put: PutOptions,
): Promise<PublicationEnding> {
  if (claim.task === 'withdraw') {
    await destination.withdraw(release);
    return { as: 'withdrawn' };
  }
  if (claim.task === 'ask') {
    const found = await destination.probe(release);
    if (found === 'same') {
      // all of it is visible; what a publisher that died then left beside it goes
      await destination.finalize(release);
      return { as: 'published', digest: release.files[0]!.sha256 };
    }
    if (found === 'other') throw new DestinationError('conflict', 'other-bytes');
    // nothing may be half visible, or be made visible by a publisher that wakes up late, while nobody knows whether it
    // is still approved; what was only being sent stays for the next try
    if (found === 'partly' || claim.mayShow) await destination.withdraw(release);
    return { as: 'absent' };
  }
  await destination.put(release, put);
  failpoint('publisher.after-put');
  const go = await ledger.beginFinal(claim);
  if (go.outcome === 'fenced-out') throw new Superseded();
  if (go.outcome === 'not-released') return await takenBack(destination, release);
  failpoint('publisher.after-begin');
  await destination.finalize(release);
  failpoint('publisher.after-finalize');
  const digest = await destination.verify(release).catch(async (error: unknown) => {
    // what was made visible and is not what was sent must not stay
    if (error instanceof DestinationError && error.fault === 'integrity')
      await destination.withdraw(release, { evenDamaged: true });
    throw error;
  });
  failpoint('publisher.after-verify');
  return { as: 'published', digest };
}

async function settle(
  parts: PublishParts,
  destination: Destination,
  claim: PublicationClaim,
  release: Release,
  ending: PublicationEnding,
): Promise<{ readonly settled: PublicationSettled; readonly as: PublicationEnding['as'] }> {
  failpoint('publisher.before-settle');
  const settled = await parts.ledger.settlePublication(claim, ending);
  failpoint('publisher.after-settle');
  if (settled.outcome === 'fenced-out') throw new Superseded();
  if (settled.outcome === 'settled') {
    const cause = ending.as === 'failed' ? ending.cause : undefined;
    parts.log.info('publication.settled', {
      itemId: claim.itemId,
      part: claim.destination,
      state: settled.state,
      ...(cause ? { code: cause } : {}),
    });
    // what failed for good leaves nothing of ours behind
    if (settled.state === 'FAILED_FINAL') await destination.withdraw(release).catch(() => undefined);
    return { settled, as: ending.as };
  }
  // the approval went away on the last steps: it comes back as if it had never been there
  const back = await takenBack(destination, release).catch((error: unknown) => endingOf(error, undefined));
  return { settled: await parts.ledger.settlePublication(claim, back), as: back.as };
}

async function takenBack(destination: Destination, release: Release): Promise<PublicationEnding> {
  await destination.withdraw(release);
  return { as: 'withdrawn' };
}

function endingOf(error: unknown, stop: AbortSignal | undefined): PublicationEnding {
  if (error instanceof DestinationError) {
    const { fault, reason, reached, progressed, retryAfterSeconds } = error;
    const wait = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
    return { as: 'failed', fault, cause: reason, reached, progressed, ...wait };
  }
  if (stop?.aborted) return { as: 'preempted' };
  // our own store gave other bytes than the record names
  if (error instanceof Error && (error.name === 'ArtifactDamaged' || error.name === 'NotStored'))
    return { as: 'failed', fault: 'integrity', cause: 'stored-bytes' };
  throw error;
}
