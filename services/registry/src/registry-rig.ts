import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ArtifactHash,
  ArtifactId,
  BlobId,
  DestinationName,
  EventId,
  ItemId,
  LandingId,
  MediaLanded,
  MetadataExtracted,
  type Stage,
  UploadId,
  type Verdict,
  VideoAccepted,
  VideoAnonymized,
  VideoDeclined,
} from '@endoveil/contracts';
import { type Stack, startStack } from '@endoveil/embedded';
import { chooseLevels, type Environment, type Host, hostServices, openPlatform, type Platform } from '@endoveil/host';
import { migrateLedger } from '@endoveil/ledger';
import { caseRefOf, createSiteKey } from '@endoveil/storage';
import type { Role } from './access/principal.js';
import { hashOfToken, type TokenEntry } from './access/token-file.js';
import { registry } from './registry.service.js';
import type { Method } from './route.js';

export interface Holder {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly centers: 'all' | readonly string[];
}

export interface Asked {
  readonly token?: string;
  readonly method?: Method;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const ladder = [
  { level: 'identify', stage: 'identify', listens: MediaLanded, declines: null },
  { level: 'first', stage: 'anonymize', listens: VideoAccepted, declines: VideoDeclined.by('first') },
  { level: 'second', stage: 'anonymize', listens: VideoDeclined.by('first'), declines: VideoDeclined.by('second') },
  { level: 'hold', stage: 'anonymize', listens: VideoDeclined.by('second'), declines: null },
  { level: 'rules', stage: 'extract', listens: VideoAnonymized, declines: null },
  { level: 'verify', stage: 'verify', listens: MetadataExtracted, declines: null },
] as const;

const research = DestinationName.parse('research');

/** A real registry over real servers, and hands that do what the other services do. */
export class RegistryRig implements AsyncDisposable {
  private constructor(
    readonly home: string,
    private readonly stack: Stack,
    readonly platform: Platform,
    private readonly host: Host,
  ) {}

  /** Without `holders` there is no token file. */
  static async start(holders?: readonly Holder[], environment: Environment = {}): Promise<RegistryRig> {
    const home = await mkdtemp(join(tmpdir(), 'registry-'));
    const stack = await startStack({ dir: join(home, 'servers'), dieWithParent: true, durable: false });
    await migrateLedger({ url: stack.postgres.url });
    await createSiteKey(join(home, 'site-key'));
    if (holders) await writeTokens(home, holders);
    const platform = await openPlatform('registry', {
      ENDOVEIL_DATABASE_URL: stack.postgres.url,
      ENDOVEIL_NATS_URL: stack.nats.url,
      ENDOVEIL_REDIS_URL: stack.redis.url,
      ENDOVEIL_ZONES_DIR: join(home, 'zones'),
      ENDOVEIL_SITE_KEY_FILE: join(home, 'site-key'),
      ENDOVEIL_METRICS_PORT: '0',
      ENDOVEIL_HTTP_PORT: '0',
      ENDOVEIL_LOG_LEVEL: 'silent',
      ...(holders ? { ENDOVEIL_TOKEN_FILE: join(home, 'tokens.json') } : {}),
      ...environment,
    });
    for (const { listens, declines, ...level } of ladder) {
      const heard = { listens: [listens.subject], declines: declines?.subject ?? null };
      await platform.ledger.registerLevel({ ...level, ...heard, durable: `rig_${level.level}`, service: 'rig' });
    }
    return new RegistryRig(home, stack, platform, await hostServices(platform, [chooseLevels(registry, [])]));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.host.stop();
    await this.platform[Symbol.asyncDispose]();
    await this.stack.stop();
    await rm(this.home, { recursive: true, force: true });
  }

  url(path: string): string {
    return `http://127.0.0.1:${this.host.httpPort}${path}`;
  }

  async ask(path: string, { token, method = 'GET', headers = {}, body }: Asked = {}): Promise<Response> {
    return await fetch(this.url(path), {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async landed(center: string, itemId = randomUUID() as string, caseName = 'case-1'): Promise<ItemId> {
    const { storage, ledger } = this.platform;
    const wrappedKey = storage.cipher.newKey();
    const source = await storage.blobs.putBytes(Buffer.from('raw bytes of Kranzbichler'), wrappedKey);
    const landed = await ledger.land({
      landingId: LandingId.parse(itemId),
      blob: source.blobId,
      wrappedKey,
      contentId: randomBytes(32).toString('hex'),
      center,
      processor: 'unknown',
      caseRef: caseRefOf(storage.siteKey, center, caseName),
      names: { fileName: 'Kranzbichler.mp4', sourcePath: '/drop/Kranzbichler.mp4', caseName },
      sizeBytes: source.sizeBytes,
    });
    return landed.itemId;
  }

  /** An upload that has just begun. */
  async begun(owner: string, center: string, sizeBytes = 1000): Promise<UploadId> {
    const { storage, ledger } = this.platform;
    const uploadId = UploadId.parse(randomUUID());
    const facts = { fileName: 'Kranzbichler.mp4', caseName: null, sha256: null };
    const wrappedKey = storage.cipher.newKey();
    const upload = { uploadId, owner, center, processor: 'unknown', sizeBytes, wrappedKey, facts };
    await ledger.createUpload(upload, { each: 10_000 });
    return uploadId;
  }

  /** A video with a result, as the verifier judged it. */
  async verified(center: string, options: { itemId?: string; verdict?: Verdict; bytes?: Buffer } = {}) {
    const { ledger } = this.platform;
    const itemId = await this.landed(center, options.itemId);
    await ledger.completeIdentify((await this.claim(itemId, 'identify', 'identify')).attempt, {
      outcome: 'accepted',
      kind: 'video',
    });
    return await this.processed(itemId, options);
  }

  /** Its result on the way to a destination that a publisher serves. */
  async published(itemId: ItemId, destination = research) {
    const { ledger } = this.platform;
    await ledger.publisherHeartbeat({ workerId: 'rig', destinations: [destination] });
    const planned = await ledger.planPublication({ itemId, destination, actor: 'rig' });
    if (!('publicationId' in planned)) throw new Error(`not planned: ${planned.outcome}`);
    return planned;
  }

  /** The rest of the way of an accepted video, or of its next run. */
  async processed(itemId: ItemId, options: { verdict?: Verdict; bytes?: Buffer; level?: string } = {}) {
    const { ledger, storage } = this.platform;
    const path = join(this.home, randomUUID());
    await writeFile(path, options.bytes ?? randomBytes(4096));
    const artifact = await storage.artifacts.putFile(path);
    const anonymize = await this.claim(itemId, 'anonymize', options.level ?? 'first');
    const { wrappedKey } = anonymize.job.source;
    const crops = [{ page: 1, box: { x: 1, y: 2, width: 3, height: 4 }, jpeg: 'AAAA' }];
    const evidence = await storage.blobs.putBytes(Buffer.from(JSON.stringify(crops)), wrappedKey);
    const told = {
      schema: 1,
      kind: 'video',
      level: 'first',
      fields: [],
      pages: [],
      evidence: evidence.blobId,
      source: {},
    };
    const findings = await storage.blobs.putBytes(Buffer.from(JSON.stringify(told)), wrappedKey);
    await ledger.completeAnonymize(anonymize.attempt, {
      artifactId: ArtifactId.parse(randomUUID()),
      artifact: { ...artifact, mediaType: 'video/mp4' },
      findings: { blob: BlobId.parse(findings.blobId), wrappedKey },
    });
    const extract = await this.claim(itemId, 'extract', 'rules');
    await ledger.completeExtract(extract.attempt, {
      fields: [{ name: 'last-name', value: 'Kranzbichler', source: 'overlay', confidence: 0.9 }],
    });
    const verify = await this.claim(itemId, 'verify', 'verify');
    const verdict = options.verdict ?? 'verified';
    await ledger.completeVerify(verify.attempt, {
      certificate: {
        body: {
          schema: 1,
          kind: 'video',
          artifactHash: ArtifactHash.parse(artifact.hash),
          mediaType: 'video/mp4',
          level: 'first',
          verdict,
          reasons: verdict === 'verified' ? [] : ['candidate-unexplained'],
          checks: [],
          knownValuesSearched: 1,
          tools: {},
          issuedAt: new Date().toISOString(),
        },
        keyId: 'k',
        signature: '',
      },
    });
    return { itemId, hash: artifact.hash };
  }

  /** The newest job of a stage, claimed as its level would. */
  async claim(itemId: ItemId, stage: Stage, level: string) {
    const item = await this.platform.ledger.showItem(itemId);
    const job = item?.runs.at(-1)?.jobs.find((one) => one.stage === stage);
    const claimed = await this.platform.ledger.claim({
      jobId: job!.jobId,
      step: job!.step,
      eventId: EventId.parse(randomUUID()),
      durable: `rig_${level}`,
      level,
      workerId: 'rig',
    });
    if (claimed.outcome !== 'claimed') throw new Error(`not claimed: ${claimed.outcome}`);
    return claimed;
  }
}

/** The token of each holder is its name, repeated to the length of one. */
export const tokenOf = (name: string): string => name.padEnd(43, '.');

export async function writeTokens(home: string, holders: readonly Holder[]): Promise<void> {
  const tokens = holders.map(({ name, roles, centers }): TokenEntry => ({
    name,
    sha256: hashOfToken(tokenOf(name)).toString('hex'),
    roles: [...roles],
    centers: centers === 'all' ? centers : [...centers],
  }));
  await writeFile(join(home, 'tokens.json'), JSON.stringify({ tokens }), { mode: 0o600 });
}
