import { type ChildProcess, fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ItemId } from '@endoveil/contracts';
import { type Stack, startStack } from '@endoveil/embedded';
import { type Ledger, migrateLedger, openLedger } from '@endoveil/ledger';
import { createSiteKey, openStorage, type Storage } from '@endoveil/storage';

const main = resolve(import.meta.dirname, '../../services/cli/dist/main.js');
const TUS = { 'tus-resumable': '1.0.0' };
const named = (text: string) => Buffer.from(text).toString('base64');

interface Replica {
  readonly child: ChildProcess;
  readonly port: number;
}

/** Registries as a deployment runs them, each of which may be killed at any moment and comes back. For tests. */
export class KilledUploadRig implements AsyncDisposable {
  private replicas: Promise<Replica>[] = [];
  private turn = 0;
  kills = 0;
  readonly zonesDir: string;

  private constructor(
    private readonly home: string,
    private readonly stack: Stack,
    readonly storage: Storage,
    readonly ledger: Ledger,
    replicas: number,
  ) {
    this.zonesDir = join(home, 'zones');
    this.replicas = Array.from({ length: replicas }, () => this.started());
  }

  static async start(replicas: number): Promise<KilledUploadRig> {
    const home = await mkdtemp(join(tmpdir(), 'killed-upload-'));
    const stack = await startStack({ dir: join(home, 'servers'), dieWithParent: true, durable: false });
    await migrateLedger({ url: stack.postgres.url });
    const siteKey = await createSiteKey(join(home, 'site-key'));
    const storage = await openStorage({ zonesDir: join(home, 'zones'), siteKey });
    const ledger = await openLedger({ url: stack.postgres.url, cipher: storage.cipher });
    return new KilledUploadRig(home, stack, storage, ledger, replicas);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const replica of await Promise.allSettled(this.replicas))
      if (replica.status === 'fulfilled') replica.value.child.kill('SIGKILL');
    await this.ledger.close();
    await this.stack.stop();
    await rm(this.home, { recursive: true, force: true });
  }

  /** One upload, during which the server that receives is killed at so many random offsets. Answers what went wrong. */
  async upload(sizeBytes: number, kills: number, at: (below: number) => number): Promise<'equal' | string> {
    const bytes = randomBytes(sizeBytes);
    const deaths = Array.from({ length: kills }, () => at(sizeBytes + 1)).toSorted((a, b) => a - b);
    const location = await this.begin(sizeBytes);
    for (;;) {
      const { offset, item } = await this.look(location);
      if (offset === sizeBytes) return await this.compare(item, bytes);
      await this.send(location, offset, bytes, deaths.shift());
    }
  }

  /** Without Redis: an upload does not depend on it. */
  async stopRedis(): Promise<void> {
    await this.stack.redis.stop();
  }

  private async compare(item: string | undefined, bytes: Buffer): Promise<string> {
    const itemId = ItemId.safeParse(item);
    if (!itemId.success) return 'no item';
    const found = await this.ledger.disclose({ itemId: itemId.data, what: 'source', actor: 'test', reason: 'test' });
    if (!found) return 'item not recorded';
    const hash = createHash('sha256');
    for await (const chunk of this.storage.blobs.read(found.source.blob, found.source.wrappedKey)) hash.update(chunk);
    return hash.digest('hex') === createHash('sha256').update(bytes).digest('hex') ? 'equal' : 'other bytes';
  }

  private async begin(sizeBytes: number): Promise<string> {
    const headers = {
      ...TUS,
      'upload-length': sizeBytes,
      'upload-metadata': `filename ${named('exam.mp4')},center ${named('main')}`,
    };
    const { status, headers: answer } = await this.ask('POST', '/v1/uploads', headers);
    if (status !== 201) throw new Error(`not begun: ${status}`);
    return String(answer['location']);
  }

  private async look(location: string): Promise<{ offset: number; item: string | undefined }> {
    for (;;) {
      const answer = await this.ask('HEAD', location, TUS).catch(() => undefined);
      if (answer?.status === 200)
        return { offset: Number(answer.headers['upload-offset']), item: answer.headers['endoveil-item'] as string };
      await wait(20);
    }
  }

  /** Sends the rest; the server dies when so many bytes of the whole were handed to it. */
  private async send(location: string, offset: number, bytes: Buffer, dieAt: number | undefined): Promise<void> {
    const replica = await this.replicas[this.turn]!;
    const headers = {
      ...TUS,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': offset,
      'content-length': bytes.length - offset,
    };
    const sending = request({ port: replica.port, host: '127.0.0.1', path: location, method: 'PATCH', headers });
    const ended = new Promise<void>((done) => {
      sending.on('response', (response) => response.resume().on('close', () => done())).on('error', () => done());
    });
    const end = Math.max(dieAt ?? bytes.length, offset);
    for (let from = offset; from < end; from += 65_536)
      if (!sending.write(bytes.subarray(from, Math.min(from + 65_536, end))))
        await Promise.race([once(sending, 'drain').catch(() => undefined), ended]);
    if (dieAt === undefined) sending.end();
    else {
      // what was handed to the socket reaches the server a little later: anything between nothing and all of it
      await wait(Math.random() * 40);
      this.kill(replica);
    }
    await ended;
  }

  private kill(replica: Replica): void {
    replica.child.kill('SIGKILL');
    this.kills += 1;
    this.replicas[this.turn] = this.started();
    // whoever comes back goes on at the other one
    this.turn = (this.turn + 1) % this.replicas.length;
  }

  private async started(): Promise<Replica> {
    const child = fork(main, ['serve'], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // not those of the test, which reads sources
      execArgv: [],
      env: {
        PATH: process.execPath.replace(/\/[^/]+$/, ''),
        SERVICE: 'registry',
        ENDOVEIL_DATABASE_URL: this.stack.postgres.url,
        ENDOVEIL_NATS_URL: this.stack.nats.url,
        ENDOVEIL_REDIS_URL: this.stack.redis.url,
        ENDOVEIL_ZONES_DIR: this.zonesDir,
        ENDOVEIL_SITE_KEY_FILE: join(this.home, 'site-key'),
        ENDOVEIL_KEEP_FREE_BYTES: '0',
        ENDOVEIL_METRICS_PORT: '0',
        ENDOVEIL_HTTP_PORT: '0',
      },
    });
    const ended = once(child, 'exit').then(() => Promise.reject(new Error('the registry did not start')));
    ended.catch(() => undefined);
    const [{ httpPort }] = (await Promise.race([once(child, 'message'), ended])) as [{ httpPort: number }];
    return { child, port: httpPort };
  }

  private async ask(method: string, path: string, headers: Record<string, string | number>) {
    const { port } = await this.replicas[this.turn]!;
    const asked = request({ port, host: '127.0.0.1', path, method, headers }).end();
    const [response] = (await once(asked, 'response')) as [import('node:http').IncomingMessage];
    response.resume();
    return { status: response.statusCode, headers: response.headers };
  }
}
