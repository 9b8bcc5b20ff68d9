import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ArtifactHash,
  ArtifactId,
  BlobId,
  type Certificate,
  EventId,
  type EventType,
  type ItemId,
  JobId,
  LandingId,
  MediaLanded,
  MetadataDeclined,
  MetadataExtracted,
  type ReasonCode,
  ReleasePolicy,
  ReportAnonymized,
  type Verdict,
  VideoAccepted,
  VideoAnonymized,
  VideoDeclined,
} from '@endoveil/contracts';
import { type Server, startPostgres } from '@endoveil/embedded';
import { Pool } from 'pg';
import type { ArtifactFacts, Attempt, ClaimResult } from './work/attempt.js';
import type { ExtractedResult, Landing, LevelRegistration, OutboxMessage } from './face.js';
import type { Ledger } from './ledger.js';
import type { Deciding } from './release/release-face.js';
import { migrateLedger, openLedger } from './postgres-ledger.js';
import type { Timing } from './work/timing.js';

const level = (
  durable: string,
  stage: LevelRegistration['stage'],
  name: string,
  listens: readonly EventType[],
  declines: EventType | null = null,
): LevelRegistration => ({
  durable,
  service: durable.split('_')[0]!,
  stage,
  level: name,
  listens: listens.map(({ subject }) => subject),
  declines: declines?.subject ?? null,
});

/** The video ladder, the metadata ladder and the verifier, as services declare them. */
export const ladder: readonly LevelRegistration[] = [
  level('dedupe_identify', 'identify', 'identify', [MediaLanded]),
  level('video_first', 'anonymize', 'first', [VideoAccepted], VideoDeclined.by('first')),
  level('video_second', 'anonymize', 'second', [VideoDeclined.by('first')], VideoDeclined.by('second')),
  level('video_hold', 'anonymize', 'hold', [VideoDeclined.by('second')]),
  level('metadata_llm', 'extract', 'llm', [VideoAnonymized, ReportAnonymized], MetadataDeclined.by('llm')),
  level('metadata_none', 'extract', 'none', [MetadataDeclined.by('llm')]),
  level('verifier_verify', 'verify', 'verify', [MetadataExtracted]),
];

/** Sealing that tests can read through: what it makes is not plain text, and opens only under the same key. */
const cipher = {
  seal: (key: Uint8Array, plain: string) => Buffer.from(plain).map((byte, i) => byte ^ key[i % key.length]! ^ 0xa5),
  open: (key: Uint8Array, box: Uint8Array) =>
    Buffer.from(box.map((byte, i) => byte ^ key[i % key.length]! ^ 0xa5)).toString(),
};

/** What a verifier would say of this artifact; its signature is not the ledger's business. */
export function certificateFor(artifact: ArtifactFacts, verdict: Verdict): Certificate {
  return {
    body: {
      schema: 1,
      kind: 'video',
      artifactHash: artifact.hash,
      mediaType: artifact.mediaType,
      level: artifact.level,
      verdict,
      reasons: verdict === 'failed' ? ['leak-found'] : [],
      checks: [],
      knownValuesSearched: 1,
      tools: {},
      issuedAt: new Date().toISOString(),
    },
    keyId: 'k',
    signature: '',
  };
}

/** A real Postgres with the ledger in it, and hands that do what services do. */
export class LedgerRig implements AsyncDisposable {
  private constructor(
    private server: Server,
    private readonly dir: string,
    private readonly durable: boolean,
    readonly sql: Pool,
    readonly ledger: Ledger,
  ) {}

  static async start({ durable = false } = {}): Promise<LedgerRig> {
    const dir = await mkdtemp(join(tmpdir(), 'ledger-'));
    const server = await startPostgres({ dir, durable, dieWithParent: true });
    await migrateLedger({ url: server.url });
    const sql = new Pool({ connectionString: server.url });
    sql.on('error', () => undefined);
    const ledger = await openLedger({ url: server.url, cipher, poolSize: 24 });
    for (const registration of ladder) await ledger.registerLevel(registration);
    return new LedgerRig(server, dir, durable, sql, ledger);
  }

  get url(): string {
    return this.server.url;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.ledger.close();
    await this.sql.end();
    await this.server.stop();
    await rm(this.dir, { recursive: true, force: true });
  }

  /** Another one on the same database, as another process would have it. */
  async another(timing: Partial<Timing> = {}, policy = ReleasePolicy.parse({})): Promise<Ledger> {
    return await openLedger({ url: this.url, cipher, timing, policy });
  }

  /** A database of its own on the same server, still empty. */
  async emptyDatabase(name: string): Promise<string> {
    await this.sql.query(`create database ${name}`);
    return this.url.replace(/[^/]+$/, name);
  }

  /** Postgres dies without a word. */
  async kill(): Promise<void> {
    await this.server.stop('SIGKILL');
  }

  /** The same database, at the same port, after a `kill`. */
  async revive(): Promise<void> {
    const { dir, durable } = this;
    this.server = await startPostgres({ dir, durable, port: this.server.port, dieWithParent: true });
  }

  /** Cuts every connection of this name; answers how many there were. */
  async cut(applicationName: string): Promise<number> {
    const { rowCount } = await this.sql.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()',
      [applicationName],
    );
    return rowCount ?? 0;
  }

  landing(over: Partial<Landing> = {}): Landing {
    return {
      landingId: LandingId.parse(randomUUID()),
      blob: BlobId.parse(randomBytes(16).toString('hex')),
      wrappedKey: randomBytes(61),
      contentId: randomBytes(32).toString('hex'),
      center: 'north',
      processor: 'unknown',
      caseRef: 'case-1',
      names: { fileName: 'Kranzbichler.mp4', sourcePath: '/drop/Kranzbichler.mp4', caseName: 'Kranzbichler' },
      sizeBytes: 1000,
      ...over,
    };
  }

  /** The waiting event of a job, as its level would receive it. */
  async trigger(stage: string, itemId: string): Promise<{ jobId: JobId; step: number; eventId: EventId }> {
    const { rows } = await this.sql.query<{ job_id: string; step: number; trigger_event: string }>(
      `select job_id, step, trigger_event from ledger.job j join ledger.run r using (run_id)
       where j.item_id = $1 and stage = $2 order by r.number desc limit 1`,
      [itemId, stage],
    );
    const row = rows[0]!;
    return { jobId: JobId.parse(row.job_id), step: row.step, eventId: EventId.parse(row.trigger_event) };
  }

  async tryClaim(stage: string, itemId: string, name: string, workerId = 'w-1'): Promise<ClaimResult> {
    const registration = ladder.find((one) => one.stage === stage && one.level === name)!;
    const trigger = await this.trigger(stage, itemId);
    return await this.ledger.claim({ ...trigger, durable: registration.durable, level: name, workerId });
  }

  async claim(stage: string, itemId: string, name: string, workerId?: string): Promise<Attempt> {
    const claimed = await this.tryClaim(stage, itemId, name, workerId);
    if (claimed.outcome !== 'claimed') throw new Error(`not claimed: ${claimed.outcome}`);
    return claimed.attempt;
  }

  /** Lands a video and lets it be accepted. */
  async accepted(over: Partial<Landing> = {}): Promise<ItemId> {
    const { itemId } = await this.ledger.land(this.landing(over));
    const attempt = await this.claim('identify', itemId, 'identify');
    await this.ledger.completeIdentify(attempt, { outcome: 'accepted', kind: 'video' });
    return itemId;
  }

  async anonymized(itemId: string, name = 'first', degraded?: ReasonCode): Promise<void> {
    const attempt = await this.claim('anonymize', itemId, name);
    await this.ledger.completeAnonymize(attempt, {
      ...(degraded ? { degraded } : {}),
      artifactId: ArtifactId.parse(randomUUID()),
      artifact: { hash: ArtifactHash.parse(randomBytes(32).toString('hex')), mediaType: 'video/mp4', sizeBytes: 10 },
      findings: { blob: BlobId.parse(randomBytes(16).toString('hex')), wrappedKey: randomBytes(61) },
    });
  }

  /** The attempt to anonymize, as if it had been at another time; without an end it still goes on. */
  async attemptAt(itemId: string, at: { startedSecondsAgo: number; endedSecondsAgo?: number }): Promise<void> {
    await this.sql.query(
      `update ledger.attempt a set started_at = now() - make_interval(secs => $2),
         ended_at = now() - make_interval(secs => $3) from ledger.job j
       where a.job_id = j.job_id and j.item_id = $1 and j.stage = 'anonymize'`,
      [itemId, at.startedSecondsAgo, at.endedSecondsAgo ?? null],
    );
  }

  async extracted(itemId: string, name = 'llm', more: Partial<ExtractedResult> = {}): Promise<void> {
    const attempt = await this.claim('extract', itemId, name);
    await this.ledger.completeExtract(attempt, {
      ...more,
      fields: [
        { name: 'last-name', value: 'Kranzbichler', source: 'overlay', confidence: 0.9 },
        { name: 'device', value: 'Endoscope 190', source: 'overlay', confidence: 0.9 },
      ],
    });
  }

  async verified(itemId: string, verdict: Verdict, hash?: ArtifactHash): Promise<void> {
    const claimed = await this.tryClaim('verify', itemId, 'verify');
    if (claimed.outcome !== 'claimed') throw new Error(`not claimed: ${claimed.outcome}`);
    const certificate = certificateFor({ ...claimed.job.artifact!, ...(hash ? { hash } : {}) }, verdict);
    await this.ledger.completeVerify(claimed.attempt, { certificate });
  }

  /** The rest of the way of a run whose result stands. */
  async finished(itemId: string, metadata = 'llm', verdict: Verdict = 'verified'): Promise<void> {
    await this.extracted(itemId, metadata);
    await this.verified(itemId, verdict);
  }

  /** The level cannot now, and says so. */
  async declined(stage: string, itemId: string, name: string, reason: ReasonCode): Promise<void> {
    await this.ledger.decline(await this.claim(stage, itemId, name), reason);
  }

  /** Lands a video and goes the whole way with it. */
  async released(over: { readonly level?: string; readonly verdict?: Verdict } = {}): Promise<ItemId> {
    const itemId = await this.accepted();
    if (over.level === 'second') await this.declined('anonymize', itemId, 'first', 'picture-not-found');
    await this.anonymized(itemId, over.level);
    await this.finished(itemId, 'llm', over.verdict);
    return itemId;
  }

  /** What somebody who looks at the item now would decide on. */
  async seen(itemId: ItemId, actor = 'steward'): Promise<Deciding> {
    const item = await this.ledger.showItem(itemId);
    const artifactHash = item!.artifactHash as ArtifactHash | null;
    return { itemId, artifactHash, version: item!.version, actor, reason: 'compared with the original' };
  }

  async stateOf(itemId: string): Promise<string> {
    const { rows } = await this.sql.query<{ state: string }>('select state from ledger.item where item_id = $1', [
      itemId,
    ]);
    return rows[0]?.state ?? 'gone';
  }

  /** Whose content it is. */
  async itemOfContent(center: string, contentId: string): Promise<ItemId | undefined> {
    const { rows } = await this.sql.query<{ item_id: ItemId }>(
      'select item_id from ledger.content where center = $1 and content_id = $2',
      [center, contentId],
    );
    return rows[0]?.item_id;
  }

  /** Time passes, for the rows of this item alone. */
  async pass(itemId: string, seconds: number): Promise<void> {
    await this.sql.query(
      `update ledger.job set lease_until = lease_until - make_interval(secs => $2), retry_at = retry_at - make_interval(secs => $2),
         redrive_at = redrive_at - make_interval(secs => $2), deadline_at = deadline_at - make_interval(secs => $2),
         waiting_since = waiting_since - make_interval(secs => $2) where item_id = $1`,
      [itemId, seconds],
    );
    await this.sql.query(
      'update ledger.item set upgrade_after = upgrade_after - make_interval(secs => $2) where item_id = $1',
      [itemId, seconds],
    );
    await this.sql.query(
      `update ledger.outbox set published_at = published_at - make_interval(secs => $2)
       where event_id in (select trigger_event from ledger.job where item_id = $1)`,
      [itemId, seconds],
    );
    await this.sql.query(
      `update ledger.attempt a set started_at = a.started_at - make_interval(secs => $2),
         ended_at = a.ended_at - make_interval(secs => $2) from ledger.job j where a.job_id = j.job_id and j.item_id = $1`,
      [itemId, seconds],
    );
  }

  async alive(durable: string, capable = true): Promise<void> {
    const { service, level: name } = ladder.find((one) => one.durable === durable)!;
    await this.ledger.workerHeartbeat({ workerId: `w-${durable}`, service, durable, level: name, capable });
  }

  /** Takes away what earlier tests left, so that a test may count. */
  async forgetItems(): Promise<void> {
    await this.sql.query(
      'truncate ledger.item, ledger.outbox, ledger.worker, ledger.tally, ledger.tally_change cascade',
    );
  }

  /** A row that no verb would write: whoever drives this item's jobs fails. */
  async spoil(itemId: string): Promise<void> {
    await this.sql.query(`update ledger.job set trigger_payload = '{}' where item_id = $1`, [itemId]);
  }

  /** Nobody has worked for this level for so long. */
  async silentFor(durable: string, seconds: number): Promise<void> {
    await this.sql.query('update ledger.worker set seen_at = now() - make_interval(secs => $2) where durable = $1', [
      durable,
      seconds,
    ]);
    await this.sql.query('update ledger.level set since = now() - make_interval(secs => $2) where durable = $1', [
      durable,
      seconds,
    ]);
  }

  /** A living worker of this level has been there for so long. */
  async upFor(durable: string, seconds: number): Promise<void> {
    await this.sql.query('update ledger.worker set started_at = now() - make_interval(secs => $2) where durable = $1', [
      durable,
      seconds,
    ]);
  }

  async takeAll(): Promise<OutboxMessage[]> {
    const taken: OutboxMessage[] = [];
    await this.ledger.takeOutbox(1000, async (message) => void taken.push(message));
    return taken;
  }
}
