import { DestinationName, type ItemId, ReleasePolicy } from '@endoveil/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LedgerRig } from '../ledger-rig.js';
import type { PublicationClaim, PublicationEnding } from './release-face.js';

let rig: LedgerRig;
beforeAll(async () => {
  rig = await LedgerRig.start();
});
afterAll(() => rig[Symbol.asyncDispose]());

let destinations = 0;
const aDestination = () => DestinationName.parse(`d${(destinations += 1)}`);

async function approved(): Promise<ItemId> {
  const itemId = await rig.released();
  expect(await rig.ledger.approve(await rig.seen(itemId))).toMatchObject({ outcome: 'decided', approved: true });
  return itemId;
}

async function claim(destination: DestinationName): Promise<PublicationClaim> {
  const claimed = await rig.ledger.claimPublication({ destination, workerId: 'w', parallel: 100 });
  if (claimed.task === 'none') throw new Error('nothing to claim');
  return claimed;
}

async function publish(claimed: PublicationClaim): Promise<void> {
  await rig.ledger.beginFinal(claimed);
  await rig.ledger.settlePublication(claimed, { as: 'published', digest: claimed.artifact.hash });
}

const due = (destination: string) =>
  rig.sql.query('update ledger.publication set due_at = now(), lease_until = null where destination = $1', [
    destination,
  ]);
const resumed = (destination: string) =>
  rig.sql.query('update ledger.destination set paused_until = null where name = $1', [destination]);
const stateAt = async (destination: DestinationName) =>
  (await rig.ledger.listPublications({ destination })).map(({ state }) => state).join();

describe('a decision', () => {
  it('is on the bytes and the version that were seen', async () => {
    const itemId = await rig.released();
    const seen = await rig.seen(itemId);
    const stale = { outcome: 'refused', code: 'changed-since-seen' };
    expect(await rig.ledger.approve({ ...seen, version: seen.version - 1 })).toEqual(stale);
    const other = 'f'.repeat(64) as typeof seen.artifactHash;
    expect(await rig.ledger.approve({ ...seen, artifactHash: other })).toEqual(stale);
    expect(await rig.ledger.approve(seen)).toMatchObject({ outcome: 'decided', state: 'approved', approved: true });
    expect(await rig.ledger.approve(seen)).toEqual(stale);
    expect(await rig.ledger.listDecisions(itemId)).toMatchObject([{ kind: 'approve', actor: 'steward' }]);
    expect(await rig.ledger.listDecisions(itemId, { values: true })).toMatchObject([{ reason: seen.reason }]);
  });

  it('is one entry, one event and one row, also when it is repeated', async () => {
    await rig.takeAll();
    const itemId = await rig.released();
    const seen = { ...(await rig.seen(itemId)), decisionId: crypto.randomUUID() as never };
    const [first, second] = await Promise.all([rig.ledger.approve(seen), rig.ledger.approve(seen)]);
    expect(second).toEqual(first);
    const subjects = (await rig.takeAll()).map(({ subject }) => subject);
    expect(subjects.filter((subject) => subject === 'endoveil.media.approved')).toHaveLength(1);
    const { history } = (await rig.ledger.showItem(itemId))!;
    expect(history.filter(({ action }) => action === 'approve')).toHaveLength(1);
  });

  it('approves nothing that is not verified', async () => {
    const itemId = await rig.released({ verdict: 'unsure' });
    expect(await rig.ledger.approve(await rig.seen(itemId))).toEqual({ outcome: 'refused', code: 'not-certified' });
    expect(await rig.ledger.planPublication({ itemId, destination: aDestination(), actor: 'a' })).toEqual({
      outcome: 'refused',
      code: 'not-certified',
    });
  });

  it('takes two persons where the site asks for it', async () => {
    await using strict = await rig.another({}, ReleasePolicy.parse({ fourEyes: true }));
    const itemId = await rig.released();
    expect(await strict.approve(await rig.seen(itemId, 'anna'))).toMatchObject({ approved: false, state: 'verified' });
    expect(await strict.approve(await rig.seen(itemId, 'anna'))).toEqual({
      outcome: 'refused',
      code: 'second-person-needed',
    });
    expect(await strict.approve(await rig.seen(itemId, 'bert'))).toMatchObject({ approved: true, state: 'approved' });
    await strict.putOnHold(await rig.seen(itemId, 'anna'));
    expect(await strict.approve(await rig.seen(itemId, 'bert'))).toMatchObject({ approved: false, state: 'in-review' });
  });

  it('is never changed or deleted', async () => {
    const itemId = await approved();
    const change = rig.sql.query(`update ledger.decision set actor = 'x' where item_id = $1`, [itemId]);
    await expect(change).rejects.toThrow('append-only');
    await expect(rig.sql.query('delete from ledger.decision where item_id = $1', [itemId])).rejects.toThrow(
      'append-only',
    );
  });
});

describe('the policy', () => {
  it('releases what it names, and nothing a person has touched', async () => {
    const rule = { kind: 'video', level: 'second', verdict: 'verified' };
    await using open = await rig.another({}, ReleasePolicy.parse({ withoutPerson: [rule] }));
    const first = await rig.released();
    const lower = await rig.released({ level: 'second' });
    const unsure = await rig.released({ level: 'second', verdict: 'unsure' });
    const held = await rig.released({ level: 'second' });
    await rig.ledger.putOnHold(await rig.seen(held));
    expect(await rig.ledger.releaseByPolicy()).toBe(0);
    expect(await open.releaseByPolicy()).toBe(1);
    const states = await Promise.all([first, lower, unsure, held].map((itemId) => rig.stateOf(itemId)));
    expect(states).toEqual(['verified', 'approved', 'in-review', 'in-review']);
    expect(await rig.ledger.listDecisions(lower)).toMatchObject([{ kind: 'approve', actor: 'policy' }]);
  });

  it('cannot name anything but verified', () => {
    const rule = { kind: 'video', level: 'second', verdict: 'unsure' };
    expect(() => ReleasePolicy.parse({ withoutPerson: [rule] })).toThrow('verdict');
  });
});

describe('an approval', () => {
  it('ends with a new run of the item, in the database itself', async () => {
    const itemId = await approved();
    await rig.sql.query(`update ledger.item set state = 'anonymizing' where item_id = $1`, [itemId]);
    const { rows } = await rig.sql.query('select approved_hash from ledger.item where item_id = $1', [itemId]);
    expect(rows).toEqual([{ approved_hash: null }]);
    expect((await rig.ledger.listDecisions(itemId)).at(-1)).toMatchObject({ kind: 'revoke', actor: 'system' });
    const { history } = (await rig.ledger.showItem(itemId))!;
    expect(history.at(-1)).toMatchObject({ action: 'approval-ended', actor: 'system' });
  });

  it.each(['reject', 'putOnHold', 'revoke'] as const)('ends with %s', async (verb) => {
    const itemId = await approved();
    const destination = aDestination();
    await rig.ledger.planPublication({ itemId, destination, actor: 'a' });
    await rig.ledger[verb](await rig.seen(itemId));
    expect(await rig.ledger.claimPublication({ destination, workerId: 'w', parallel: 1 })).toMatchObject({
      task: 'none',
    });
  });

  it('is worth nothing once the same bytes have failed elsewhere', async () => {
    const itemId = await approved();
    const destination = aDestination();
    await rig.ledger.planPublication({ itemId, destination, actor: 'a' });
    await rig.sql.query(
      `insert into ledger.certificate (artifact_id, run_id, verdict, body)
       select artifact_id, run_id, 'failed', '{}' from ledger.artifact where item_id = $1`,
      [itemId],
    );
    await expect(claim(destination)).rejects.toThrow('nothing to claim');
  });
});

describe('the database', () => {
  it.each(['UPLOADING', 'VERIFYING', 'PUBLISHED'])('refuses %s without a live approval', async (state) => {
    const itemId = await rig.released();
    const destination = aDestination();
    const planned = await rig.ledger.planPublication({ itemId, destination, actor: 'a' });
    expect(planned).toMatchObject({ outcome: 'planned', state: 'PLANNED' });
    const force = () =>
      rig.sql.query('update ledger.publication set state = $2 where destination = $1', [destination, state]);
    await expect(force()).rejects.toThrow('no live approval');
    await rig.ledger.approve(await rig.seen(itemId));
    expect(await stateAt(destination)).toBe('QUEUED');
    await force();
    await rig.ledger.revoke(await rig.seen(itemId));
    await rig.sql.query(`update ledger.publication set state = 'QUEUED' where destination = $1`, [destination]);
    await expect(force()).rejects.toThrow('no live approval');
  });

  it('refuses a second publication of the same bytes', async () => {
    const itemId = await approved();
    const destination = aDestination();
    const all = await Promise.all(
      Array.from({ length: 8 }, () => rig.ledger.planPublication({ itemId, destination, actor: 'a' })),
    );
    expect(all.filter(({ outcome }) => outcome === 'planned')).toHaveLength(1);
    expect(await rig.ledger.listPublications({ destination })).toHaveLength(1);
  });
});

describe('a publication', () => {
  it('is claimed once, published once, and shows on its item', async () => {
    const itemId = await approved();
    const destination = aDestination();
    await rig.ledger.planPublication({ itemId, destination, actor: 'a' });
    const turns = Array.from({ length: 12 }, (_, i) =>
      rig.ledger.claimPublication({ destination, workerId: `w${i}`, parallel: 12 }),
    );
    const claims = (await Promise.all(turns)).filter((one) => one.task !== 'none');
    expect(claims).toHaveLength(1);
    const mine = claims[0] as PublicationClaim;
    expect(mine).toMatchObject({ task: 'upload', kind: 'video', certificate: { body: { verdict: 'verified' } } });
    await publish(mine);
    expect(await rig.stateOf(itemId)).toBe('published');
    expect(await rig.ledger.settlePublication(mine, { as: 'absent' })).toEqual({ outcome: 'fenced-out' });
    const [row] = await rig.ledger.listPublications({ destination });
    expect(await rig.ledger.listPublicationAttempts(row!.publicationId)).toMatchObject([
      { task: 'upload', ending: 'published', digest: mine.artifact.hash },
    ]);
  });

  it('fails for good after three counted failures, and goes again by a person’s word', async () => {
    const itemId = await approved();
    const destination = aDestination();
    await rig.ledger.planPublication({ itemId, destination, actor: 'a' });
    const endings: [PublicationEnding, string][] = [
      [{ as: 'failed', fault: 'transient' }, 'RETRY_WAIT'],
      [{ as: 'failed', fault: 'transient', reached: false }, 'RETRY_WAIT'],
      [{ as: 'failed', fault: 'throttled' }, 'RETRY_WAIT'],
      [{ as: 'failed', fault: 'transient', progressed: true }, 'RETRY_WAIT'],
      [{ as: 'preempted' }, 'RETRY_WAIT'],
      [{ as: 'failed', fault: 'integrity' }, 'RETRY_WAIT'],
      [{ as: 'failed', fault: 'rejected' }, 'FAILED_FINAL'],
    ];
    for (const [ending, state] of endings) {
      await rig.ledger.settlePublication(await claim(destination), ending);
      expect(await stateAt(destination), JSON.stringify(ending)).toBe(state);
      await due(destination);
      await resumed(destination);
    }
    await expect(claim(destination)).rejects.toThrow('nothing to claim');
    const [row] = await rig.ledger.listPublications({ destination });
    const word = { publicationId: row!.publicationId, actor: 'operator' };
    expect(await rig.ledger.publishAgain(word)).toEqual({ outcome: 'done', state: 'QUEUED' });
    expect(await rig.ledger.publishAgain(word)).toEqual({ outcome: 'refused', code: 'in-progress' });
    await publish(await claim(destination));
    expect(await stateAt(destination)).toBe('PUBLISHED');
  });

  it('is asked for, not sent again, after an unknown outcome or a lost publisher', async () => {
    const itemId = await approved();
    const destination = aDestination();
    await rig.ledger.planPublication({ itemId, destination, actor: 'a' });
    await claim(destination);
    await due(destination);
    const asking = await claim(destination);
    expect(asking.task).toBe('ask');
    await rig.ledger.settlePublication(asking, { as: 'absent' });
    expect(await rig.ledger.listPublications({ destination })).toMatchObject([{ state: 'RETRY_WAIT', failures: 0 }]);
    await rig.ledger.settlePublication(await claim(destination), { as: 'failed', fault: 'unknown-outcome' });
    expect(await stateAt(destination)).toBe('UNCONFIRMED');
    const again = await claim(destination);
    expect(again.task).toBe('ask');
    await rig.ledger.settlePublication(again, { as: 'absent' });
    expect(await rig.ledger.listPublications({ destination })).toMatchObject([{ state: 'RETRY_WAIT', failures: 1 }]);
  });

  it('does not become public when the approval went away on the way', async () => {
    const itemId = await approved();
    const destination = aDestination();
    await rig.ledger.planPublication({ itemId, destination, actor: 'a' });
    const mine = await claim(destination);
    const { out } = (await rig.ledger.revoke(await rig.seen(itemId))) as { out: readonly string[] };
    expect(out).toEqual([mine.publicationId]);
    expect(await rig.ledger.beginFinal(mine)).toEqual({ outcome: 'not-released' });
    expect(await rig.ledger.settlePublication(mine, { as: 'published', digest: '' })).toEqual({
      outcome: 'not-released',
    });
    await rig.ledger.settlePublication(mine, { as: 'withdrawn' });
    expect(await stateAt(destination)).toBe('PLANNED');
    await rig.ledger.approve(await rig.seen(itemId));
    expect(await stateAt(destination)).toBe('QUEUED');
  });

  it('that was begun is taken back when the approval goes away, and sent again with the next one', async () => {
    const itemId = await approved();
    const destination = aDestination();
    await rig.ledger.planPublication({ itemId, destination, actor: 'a' });
    await rig.ledger.settlePublication(await claim(destination), { as: 'failed', fault: 'transient' });
    await due(destination);
    await rig.ledger.reject(await rig.seen(itemId));
    const taking = await claim(destination);
    expect(taking.task).toBe('withdraw');
    await rig.ledger.settlePublication(taking, { as: 'withdrawn' });
    expect(await stateAt(destination)).toBe('PLANNED');
    await expect(claim(destination)).rejects.toThrow('nothing to claim');
  });

  it('is not forgotten when it is approved again while it is taken back', async () => {
    const itemId = await approved();
    const destination = aDestination();
    await rig.ledger.planPublication({ itemId, destination, actor: 'a' });
    await rig.ledger.settlePublication(await claim(destination), { as: 'failed', fault: 'transient' });
    await due(destination);
    await rig.ledger.revoke(await rig.seen(itemId));
    const taking = await claim(destination);
    expect(taking.task).toBe('withdraw');
    await rig.ledger.approve(await rig.seen(itemId));
    await rig.ledger.settlePublication(taking, { as: 'withdrawn' });
    await publish(await claim(destination));
    expect(await stateAt(destination)).toBe('PUBLISHED');
  });

  it('that was out and shall go once more is taken back when the approval goes away before', async () => {
    const itemId = await approved();
    const destination = aDestination();
    await rig.ledger.planPublication({ itemId, destination, actor: 'a' });
    await publish(await claim(destination));
    const [row] = await rig.ledger.listPublications({ destination });
    await rig.ledger.publishAgain({ publicationId: row!.publicationId, actor: 'operator' });
    await rig.ledger.revoke(await rig.seen(itemId));
    const taking = await claim(destination);
    expect(taking.task).toBe('withdraw');
    await rig.ledger.settlePublication(taking, { as: 'withdrawn' });
    expect(await stateAt(destination)).toBe('PLANNED');
  });

  it('that was begun is taken back when the same bytes have failed elsewhere', async () => {
    const itemId = await approved();
    const destination = aDestination();
    await rig.ledger.planPublication({ itemId, destination, actor: 'a' });
    await rig.ledger.settlePublication(await claim(destination), { as: 'failed', fault: 'transient' });
    await due(destination);
    await rig.sql.query(
      `insert into ledger.certificate (artifact_id, run_id, verdict, body)
       select artifact_id, run_id, 'failed', '{}' from ledger.artifact where item_id = $1`,
      [itemId],
    );
    expect((await claim(destination)).task).toBe('withdraw');
  });

  it('that is out is taken back when the same bytes have failed elsewhere, and stays where they have not', async () => {
    const [leaking, clean] = [await approved(), await approved()];
    const destination = aDestination();
    for (const itemId of [leaking, clean]) {
      await rig.ledger.planPublication({ itemId, destination, actor: 'a' });
      await publish(await claim(destination));
    }
    expect(await rig.ledger.withdrawFailed()).toBe(0);
    await rig.sql.query(
      `insert into ledger.certificate (artifact_id, run_id, verdict, body)
       select artifact_id, run_id, 'failed', '{}' from ledger.artifact where item_id = $1`,
      [leaking],
    );
    expect(await rig.ledger.withdrawFailed()).toBe(1);
    expect(await rig.ledger.withdrawFailed()).toBe(0);
    const taking = await claim(destination);
    expect(taking).toMatchObject({ task: 'withdraw', itemId: leaking });
    await rig.ledger.settlePublication(taking, { as: 'withdrawn' });
    const [row] = await rig.ledger.listPublications({ itemId: leaking });
    expect(row).toMatchObject({ state: 'WITHDRAWN' });
    const { history } = (await rig.ledger.showItem(leaking))!;
    expect(history).toContainEqual(expect.objectContaining({ action: 'withdraw-asked', actor: 'system' }));
  });

  it('is not planned of what was erased', async () => {
    const itemId = await rig.released();
    await rig.sql.query(`select ledger.erase_item($1, 'anna', 'erased-on-request')`, [itemId]);
    expect(await rig.ledger.planPublication({ itemId, destination: aDestination(), actor: 'a' })).toEqual({
      outcome: 'refused',
      code: 'erased-on-request',
    });
  });

  it('is taken back when a person asks', async () => {
    const itemId = await approved();
    const destination = aDestination();
    await rig.ledger.planPublication({ itemId, destination, actor: 'a' });
    await publish(await claim(destination));
    const [row] = await rig.ledger.listPublications({ destination });
    const word = { publicationId: row!.publicationId, actor: 'operator' };
    expect(await rig.ledger.withdraw(word)).toEqual({ outcome: 'asked', state: 'PUBLISHED' });
    const taking = await claim(destination);
    expect(taking.task).toBe('withdraw');
    await rig.ledger.settlePublication(taking, { as: 'failed', fault: 'transient' });
    expect(await stateAt(destination)).toBe('PUBLISHED');
    await due(destination);
    await rig.ledger.settlePublication(await claim(destination), { as: 'withdrawn' });
    expect(await stateAt(destination)).toBe('WITHDRAWN');
    expect(await rig.stateOf(itemId)).toBe('approved');
  });

  it('keeps to the pace and the pauses of its destination', async () => {
    const destination = aDestination();
    await approved();
    await approved();
    await rig.ledger.planApproved(destination, 'a');
    const input = { destination, workerId: 'w', parallel: 1, perMinute: 6 };
    const first = (await rig.ledger.claimPublication(input)) as PublicationClaim;
    const paced = await rig.ledger.claimPublication(input);
    expect(paced).toMatchObject({ task: 'none' });
    expect((paced as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(9_000);
    await rig.sql.query('update ledger.destination set next_at = now() where name = $1', [destination]);
    expect(await rig.ledger.claimPublication(input)).toMatchObject({ task: 'none' });
    await rig.ledger.settlePublication(first, { as: 'failed', fault: 'throttled', retryAfterSeconds: 40 });
    const paused = await rig.ledger.claimPublication({ ...input, perMinute: 6000 });
    expect((paused as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(39_000);
  });

  it('never goes out behind a revocation, whoever is faster', async () => {
    const destination = aDestination();
    const won = { claim: 0, settle: 0 };
    for (let round = 0; round < 32; round += 1) {
      const itemId = await approved();
      await rig.ledger.planPublication({ itemId, destination, actor: 'a' });
      const mine = round % 2 === 0 ? await claim(destination) : undefined;
      if (mine && round % 4 === 0) await rig.ledger.beginFinal(mine);
      const [revoked, other] = await Promise.all([
        rig.seen(itemId).then((seen) => rig.ledger.revoke(seen)),
        mine
          ? rig.ledger.settlePublication(mine, { as: 'published', digest: '' })
          : rig.ledger.claimPublication({ destination, workerId: 'w', parallel: 100 }),
      ]);
      expect(revoked).toMatchObject({ outcome: 'decided', approved: false, state: 'in-review' });
      const { history } = (await rig.ledger.showItem(itemId))!;
      const at = (action: string) => history.findIndex((entry) => entry.action === action);
      const through = 'outcome' in other ? other.outcome === 'settled' : other.task !== 'none';
      const action = mine ? 'publication-published' : 'publication-uploading';
      expect(at(action) >= 0 && at(action) < at('revoke')).toBe(through);
      // what got through before is named to the person who revokes
      expect((revoked as { out: readonly string[] }).out.length > 0).toBe(through || mine !== undefined);
      if (through) won[mine ? 'settle' : 'claim'] += 1;
      await rig.sql.query(`update ledger.publication set state = 'WITHDRAWN' where item_id = $1`, [itemId]);
    }
    expect(won.claim + won.settle).toBeGreaterThan(0);
  });
});

describe('a destination', () => {
  const since = (destination: DestinationName, seconds: number) =>
    rig.sql.query('update ledger.destination set served_at = now() - make_interval(secs => $2) where name = $1', [
      destination,
      seconds,
    ]);
  const gone = () => rig.sql.query(`delete from ledger.worker where service = 'publisher'`);
  const unserved = async (destination: DestinationName) =>
    (await rig.ledger.listDestinations(destination))[0]?.unserved;

  it('is served while a publisher says so; what waits for one that nobody serves says why', async () => {
    const [kept, removed] = [aDestination(), aDestination()];
    expect(await rig.ledger.listDestinations(kept)).toEqual([]);
    await rig.ledger.publisherHeartbeat({ workerId: 'p', destinations: [kept, removed] });
    const itemId = await approved();
    await rig.ledger.planPublication({ itemId, destination: removed, actor: 'a' });
    const whyOf = async () => (await rig.ledger.listPublications({ destination: removed })).map((one) => one.unserved);
    expect([await unserved(kept), await unserved(removed), ...(await whyOf())]).toEqual([null, null, null]);
    // it restarts with other settings
    await since(removed, 3600);
    await rig.ledger.publisherHeartbeat({ workerId: 'p', destinations: [kept] });
    expect([await unserved(kept), await unserved(removed), ...(await whyOf())]).toEqual([
      null,
      'destination-not-served',
      'destination-not-served',
    ]);
    const { destinations } = await rig.ledger.recordMetrics();
    const served = destinations.filter(({ isServed }) => isServed).map(({ destination }) => destination);
    expect([served.includes(kept), served.includes(removed)]).toEqual([true, false]);
    // and is stopped
    await since(kept, 3600);
    await gone();
    expect([await unserved(kept), ...(await whyOf())]).toEqual(['publisher-away', 'publisher-away']);
    // what has ended waits for nobody
    const [row] = await rig.ledger.listPublications({ destination: removed });
    await rig.ledger.withdraw({ publicationId: row!.publicationId, actor: 'a' });
    expect(await whyOf()).toEqual([null]);
  });

  it('that never was is not there, and a publisher without any still counts as one', async () => {
    const destination = aDestination();
    await rig.ledger.publisherHeartbeat({ workerId: 'p', destinations: [destination] });
    await since(destination, 3600);
    await rig.ledger.publisherHeartbeat({ workerId: 'p', destinations: [] });
    expect(await unserved(destination)).toBe('destination-not-served');
    const [known] = await rig.ledger.listDestinations(destination);
    expect(Math.round((Date.now() - known!.servedAt!.getTime()) / 3600_000)).toBe(1);
  });
});
