import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ArtifactId,
  type Certificate,
  DecisionId,
  type ItemId,
  LandingId,
  MediaLanded,
  MetadataExtracted,
  VideoAccepted,
  VideoAnonymized,
} from '@endoveil/contracts';
import { type Server, startPostgres } from '@endoveil/embedded';
import { type Attempt, type Ledger, migrateLedger, openLedger } from '@endoveil/ledger';
import { createSiteKey, openStorage, signerOf, type Storage } from '@endoveil/storage';
import { Pool } from 'pg';
import { DESTINATION } from '../house/house.js';
import type { Scene } from '../scene.js';
import { canaryOf } from '../workload/make-files.js';

const durables = { identify: 'd_identify', anonymize: 'd_first', extract: 'd_none', verify: 'd_verify' } as const;
const listens = {
  identify: MediaLanded,
  anonymize: VideoAccepted,
  extract: VideoAnonymized,
  verify: MetadataExtracted,
} as const;

/** What a finished item leaves everywhere. */
export interface Finished {
  readonly itemId: ItemId;
  readonly name: string;
  readonly publicId: string;
}

/** A real database and real zones after work that went well, so that a test can spoil one thing. */
export class SceneRig implements AsyncDisposable {
  readonly drops: Scene['drops'][number][] = [];
  readonly unsettled: Scene['unsettled'][number][] = [];
  private readonly gone: Scene['gone'][number][] = [];

  private constructor(
    private readonly dir: string,
    private readonly server: Server,
    readonly pool: Pool,
    private readonly ledger: Ledger,
    readonly storage: Storage,
  ) {}

  static async start(): Promise<SceneRig> {
    const dir = await mkdtemp(join(tmpdir(), 'scene-'));
    const server = await startPostgres({ dir: join(dir, 'postgres'), durable: false, dieWithParent: true });
    await migrateLedger({ url: server.url });
    const siteKey = await createSiteKey(join(dir, 'site-key'));
    for (const folder of ['drop', 'log', DESTINATION]) await mkdir(join(dir, folder));
    const storage = await openStorage({ zonesDir: join(dir, 'zones'), scratchDir: join(dir, 'scratch'), siteKey });
    const ledger = await openLedger({ url: server.url, cipher: storage.cipher });
    for (const stage of ['identify', 'anonymize', 'extract', 'verify'] as const) {
      const level = { durable: durables[stage], service: 'd', stage, level: durables[stage].slice(2) };
      await ledger.registerLevel({ ...level, listens: [listens[stage].subject], declines: null });
    }
    const pool = new Pool({ connectionString: server.url });
    // a connection that is at rest, or being closed, may hear that the server ends
    pool.on('error', () => undefined);
    return new SceneRig(dir, server, pool, ledger, storage);
  }

  path(...parts: readonly string[]): string {
    return join(this.dir, ...parts);
  }

  get scene(): Scene {
    const { drops, unsettled, gone, ledger, storage, pool } = this;
    return {
      sql: async <Row extends object>(text: string, parameters: readonly unknown[] = []) =>
        (await pool.query<Row>(text, [...parameters])).rows,
      ...{ ledger, storage, drops, unsettled, gone },
      dropDir: this.path('drop'),
      scratchDir: this.path('scratch'),
      destinationDir: this.path(DESTINATION),
      searched: [this.path('log'), this.path('zones')],
      scratchSeconds: 5,
      [Symbol.asyncDispose]: async () => undefined,
    };
  }

  async spoil(sql: string, parameters: readonly unknown[] = []): Promise<void> {
    // past what the schema itself would refuse
    await this.pool.query(`begin; set local session_replication_role = replica; ${fill(sql, parameters)}; commit`);
  }

  async seal(): Promise<void> {
    await this.ledger.sealAudit(signerOf(this.storage.siteKey, 'audit'));
  }

  /** A file of a client, from the drop folder to the researcher. */
  async finished(seed: number): Promise<Finished> {
    const bytes = randomBytes(500);
    const name = `${canaryOf(seed)}.mp4`;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.drops.push({ name, sha256, sizeBytes: bytes.length, kind: 'exam' });
    const itemId = await this.landed(bytes, name, sha256);
    this.gone.push({ name, at: new Date() });
    await this.ledger.completeIdentify(await this.claim(itemId, 'identify'), { outcome: 'accepted', kind: 'video' });
    const result = this.path(`${itemId}.mp4`);
    await writeFile(result, randomBytes(300));
    const artifact = { ...(await this.storage.artifacts.putFile(result)), mediaType: 'video/mp4' };
    const { wrappedKey } = await this.keyOf(itemId);
    const findings = await this.storage.blobs.putBytes(Buffer.from('{}'), wrappedKey);
    await this.ledger.completeAnonymize(await this.claim(itemId, 'anonymize'), {
      artifactId: ArtifactId.parse(randomUUID()),
      artifact,
      findings: { blob: findings.blobId, wrappedKey },
    });
    await this.ledger.completeExtract(await this.claim(itemId, 'extract'), { fields: [] });
    const certificate = certificateOf(artifact.hash);
    await this.ledger.completeVerify(await this.claim(itemId, 'verify'), { certificate });
    const publicId = await this.published(itemId, result);
    await this.ledger.takeOutbox(1000, async () => undefined);
    await this.seal();
    return { itemId, name, publicId };
  }

  private async landed(bytes: Buffer, name: string, sha256: string): Promise<ItemId> {
    const wrappedKey = this.storage.cipher.newKey();
    const blob = await this.storage.blobs.putBytes(bytes, wrappedKey);
    const { itemId } = await this.ledger.land({
      landingId: LandingId.parse(randomUUID()),
      blob: blob.blobId,
      wrappedKey,
      contentId: this.storage.siteKey.hmac('content-id', sha256),
      center: 'main',
      processor: 'unknown',
      caseRef: 'case',
      names: { fileName: name, sourcePath: name, caseName: '' },
      sizeBytes: bytes.length,
    });
    return itemId;
  }

  private async claim(itemId: ItemId, stage: keyof typeof durables): Promise<Attempt> {
    const { rows } = await this.pool.query(
      'select job_id as "jobId", step, trigger_event as "eventId" from ledger.job where item_id = $1 and stage = $2',
      [itemId, stage],
    );
    const durable = durables[stage];
    const claimed = await this.ledger.claim({ ...rows[0], durable, level: durable.slice(2), workerId: 'w' });
    if (claimed.outcome !== 'claimed') throw new Error(`not claimed: ${claimed.outcome}`);
    return claimed.attempt;
  }

  private async keyOf(itemId: ItemId): Promise<{ wrappedKey: Buffer }> {
    const { rows } = await this.pool.query('select wrapped_key from ledger.item where item_id = $1', [itemId]);
    return { wrappedKey: rows[0].wrapped_key };
  }

  private async published(itemId: ItemId, result: string): Promise<string> {
    const item = (await this.ledger.summaryOf(itemId))!;
    const artifactHash = item.artifactHash as never;
    const deciding = { itemId, artifactHash, version: item.version, actor: 'steward', reason: 'compared' };
    await this.ledger.approve({ ...deciding, decisionId: DecisionId.parse(randomUUID()) });
    await this.ledger.planPublication({ itemId, destination: DESTINATION as never, actor: 'steward' });
    const claim = await this.ledger.claimPublication({
      destination: DESTINATION as never,
      workerId: randomUUID(),
      parallel: 2,
    });
    if (claim.task === 'none') throw new Error('nothing to publish');
    const { copyFile } = await import('node:fs/promises');
    await copyFile(result, this.path(DESTINATION, `${claim.publicId}.mp4`));
    for (const part of ['certificate.json', 'manifest.json'])
      await writeFile(this.path(DESTINATION, `${claim.publicId}.${part}`), '{}');
    await this.ledger.beginFinal(claim);
    await this.ledger.settlePublication(claim, { as: 'published', digest: claim.artifact.hash });
    return claim.publicId;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.ledger.close();
    await this.pool.end();
    await this.server.stop();
    await rm(this.dir, { recursive: true, force: true });
  }
}

/** Several statements in one go cannot have parameters; the values here are ids. */
function fill(sql: string, parameters: readonly unknown[]): string {
  return sql.replace(/\$(\d)/g, (_, n: string) => `'${String(parameters[Number(n) - 1])}'`);
}

function certificateOf(artifactHash: Certificate['body']['artifactHash']): Certificate {
  return {
    body: {
      schema: 1,
      kind: 'video',
      artifactHash,
      mediaType: 'video/mp4',
      level: 'first',
      verdict: 'verified',
      reasons: [],
      checks: [],
      knownValuesSearched: 0,
      tools: {},
      issuedAt: new Date().toISOString(),
    },
    keyId: 'k',
    signature: '',
  };
}
