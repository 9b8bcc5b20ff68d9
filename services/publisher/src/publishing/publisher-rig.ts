import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ArtifactHash,
  ArtifactId,
  BlobId,
  DestinationName,
  EventId,
  type ItemId,
  LandingId,
  type PublicationId,
  type Stage,
  type Verdict,
} from '@endoveil/contracts';
import { type Server, type Sshd, startPostgres, startSshd } from '@endoveil/embedded';
import { type Attempt, type Ledger, migrateLedger, openLedger, type Timing } from '@endoveil/ledger';
import { silentLog } from '@endoveil/runtime';
import { createSiteKey, openStorage, signerOf, type SiteKey, type Storage } from '@endoveil/storage';
import { signCertificate } from '@endoveil/work';
import ssh2 from 'ssh2';
import { DestinationConfig } from '../config.js';
import { openDestination } from '../destinations/open-destination.js';
import { Publishing, type PublishingParts } from './publishing.js';

/** What takes minutes in a hospital takes moments here. */
export const fast: Partial<Timing> = { leaseSeconds: 2, beatSeconds: 0.3, retryCurveSeconds: [0.05, 0.1] };

/** A database, zones, a folder for researchers and an SFTP server in front of it. For tests. */
export class PublisherRig implements AsyncDisposable {
  private constructor(
    readonly dir: string,
    readonly server: Server,
    readonly sshd: Sshd,
    readonly ledger: Ledger,
    readonly storage: Storage,
    readonly siteKey: SiteKey,
  ) {}

  static async start(timing: Partial<Timing> = fast, server?: Server): Promise<PublisherRig> {
    const dir = await mkdtemp(join(tmpdir(), 'publisher-'));
    const postgres =
      server ?? (await startPostgres({ dir: join(dir, 'postgres'), durable: false, dieWithParent: true }));
    await migrateLedger({ url: postgres.url });
    const siteKey = await createSiteKey(join(dir, 'site-key'));
    const storage = await openStorage({ zonesDir: join(dir, 'zones'), siteKey });
    const keys = ssh2.utils.generateKeyPairSync('ed25519');
    await writeFile(join(dir, 'client-key'), keys.private, { mode: 0o600 });
    const sshd = await startSshd({ dir: join(dir, 'sshd'), authorizedKey: keys.public, dieWithParent: true });
    const ledger = await openLedger({ url: postgres.url, cipher: storage.cipher, timing, poolSize: 20 });
    return new PublisherRig(dir, postgres, sshd, ledger, storage, siteKey);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.ledger.close();
    await this.sshd.stop();
    await this.server.stop();
    await rm(this.dir, { recursive: true, force: true });
  }

  get publicKey(): Uint8Array {
    return signerOf(this.siteKey, 'certificate').publicKey;
  }

  /** A new empty folder, and a destination for it. */
  async folder(name: string, over: object = {}): Promise<DestinationConfig & { kind: 'folder' }> {
    const path = join(this.dir, name);
    await mkdir(path);
    return DestinationConfig.parse({ kind: 'folder', name, path, ...over }) as DestinationConfig & { kind: 'folder' };
  }

  async sftp(name: string, over: object = {}): Promise<DestinationConfig & { kind: 'sftp' }> {
    const { path } = await this.folder(name);
    const { port, user, hostKey } = this.sshd;
    const config = {
      kind: 'sftp',
      name,
      path,
      host: '127.0.0.1',
      port,
      user,
      hostKey,
      keyFile: join(this.dir, 'client-key'),
    };
    return DestinationConfig.parse({ ...config, ...over }) as DestinationConfig & { kind: 'sftp' };
  }

  publishing(destinations: readonly DestinationConfig[], over: Partial<PublishingParts> = {}): Publishing {
    const { ledger, storage, siteKey } = this;
    const signer = signerOf(siteKey, 'certificate');
    return new Publishing(
      {
        ledger,
        artifacts: storage.artifacts,
        signer,
        log: silentLog,
        pollSeconds: 0.05,
        open: openDestination,
        ...over,
      },
      destinations,
    );
  }

  /** An item whose result has these bytes, and this verdict. */
  async verified(bytes: Uint8Array = randomBytes(20_000), verdict: Verdict = 'verified'): Promise<ItemId> {
    const file = join(this.dir, randomUUID());
    await writeFile(file, bytes);
    const { hash, sizeBytes } = await this.storage.artifacts.putFile(file);
    await rm(file);
    const { ledger } = this;
    const artifact = { hash, sizeBytes, mediaType: 'video/mp4' };
    const wrappedKey = this.storage.cipher.newKey();
    const landed = await ledger.land({
      landingId: LandingId.parse(randomUUID()),
      blob: BlobId.parse(randomBytes(16).toString('hex')),
      wrappedKey,
      contentId: randomBytes(32).toString('hex'),
      center: 'north',
      processor: 'unknown',
      caseRef: 'case',
      names: { fileName: 'a.mp4', sourcePath: '/a.mp4', caseName: 'a' },
      sizeBytes: 1,
    });
    const { itemId } = landed;
    await ledger.completeIdentify(await this.claim(itemId, 'identify'), { outcome: 'accepted', kind: 'video' });
    await ledger.completeAnonymize(await this.claim(itemId, 'anonymize'), {
      artifactId: ArtifactId.parse(randomUUID()),
      artifact,
      findings: { blob: BlobId.parse(randomBytes(16).toString('hex')), wrappedKey },
    });
    await ledger.completeExtract(await this.claim(itemId, 'extract'), { fields: [] });
    const certificate = signCertificate(
      {
        schema: 1,
        kind: 'video',
        artifactHash: hash,
        mediaType: artifact.mediaType,
        level: 'first',
        verdict,
        reasons: [],
        checks: [],
        knownValuesSearched: 0,
        tools: {},
        issuedAt: new Date().toISOString(),
      },
      signerOf(this.siteKey, 'certificate'),
    );
    await ledger.completeVerify(await this.claim(itemId, 'verify'), { certificate });
    return itemId;
  }

  async approved(bytes?: Uint8Array): Promise<ItemId> {
    const itemId = await this.verified(bytes);
    await this.ledger.approve(await this.seen(itemId));
    return itemId;
  }

  async seen(itemId: ItemId) {
    const { artifactHash, version } = (await this.ledger.showItem(itemId))!;
    return { itemId, artifactHash: artifactHash as ArtifactHash, version, actor: 'steward', reason: 'looked' };
  }

  async plan(itemId: ItemId, destination: DestinationName): Promise<PublicationId> {
    const planned = await this.ledger.planPublication({ itemId, destination, actor: 'steward' });
    if (planned.outcome !== 'planned' && planned.outcome !== 'again') throw new Error(planned.outcome);
    return planned.publicationId;
  }

  /** How many publications of a destination stand in each state. */
  async states(destination: DestinationName): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (let after: PublicationId | undefined; ;) {
      const page = await this.ledger.listPublications({ destination, limit: 500, ...(after ? { after } : {}) });
      for (const { state } of page) counts[state] = (counts[state] ?? 0) + 1;
      after = page.at(-1)?.publicationId;
      if (page.length < 500 || !after) return counts;
    }
  }

  private async claim(itemId: ItemId, stage: Stage): Promise<Attempt> {
    const { runs } = (await this.ledger.showItem(itemId))!;
    const job = runs.at(-1)!.jobs.find((one) => one.stage === stage)!;
    const claimed = await this.ledger.claim({
      jobId: job.jobId,
      step: job.step,
      eventId: EventId.parse(randomUUID()),
      durable: `rig_${stage}`,
      level: 'first',
      workerId: 'rig',
    });
    if (claimed.outcome !== 'claimed') throw new Error(claimed.outcome);
    return claimed.attempt;
  }
}
