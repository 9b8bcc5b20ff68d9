import { fork } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Stack, startStack } from '@endoveil/embedded';
import { type AskRecord, askRecord } from '@endoveil/eval';
import { migrateLedger } from '@endoveil/ledger';
import { createSiteKey } from '@endoveil/storage';
import { anInventedPatient, makeExamVideo } from '@endoveil/testing';
import { mainFile } from '../../house/service-program.js';

export interface BenchProcess {
  readonly pid: number;
  stop(): Promise<void>;
}

/** Real servers in a folder of their own, into which processes are put one by one; nothing of it is kept. */
export class BenchHouse implements AsyncDisposable {
  private constructor(
    readonly home: string,
    private readonly stack: Stack,
    readonly record: AskRecord,
    readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** `path`: where programs are found. */
  static async open(path: string | undefined): Promise<BenchHouse> {
    const home = await mkdtemp(join(tmpdir(), 'bench-house-'));
    const stack = await startStack({ dir: join(home, 'servers'), dieWithParent: true });
    await migrateLedger({ url: stack.postgres.url });
    await createSiteKey(join(home, 'site-key'));
    for (const folder of ['drop', 'log']) await mkdir(join(home, folder));
    const record = await askRecord(stack.postgres.url);
    const environment = {
      PATH: path ?? '',
      ENDOVEIL_HOME: home,
      ENDOVEIL_DATABASE_URL: stack.postgres.url,
      ENDOVEIL_NATS_URL: stack.nats.url,
      ENDOVEIL_REDIS_URL: stack.redis.url,
      ENDOVEIL_ZONES_DIR: join(home, 'zones'),
      ENDOVEIL_SITE_KEY_FILE: join(home, 'site-key'),
      ENDOVEIL_WATCH_DIR: join(home, 'drop'),
      ENDOVEIL_METRICS_PORT: '0',
      ENDOVEIL_HTTP_PORT: '0',
      ENDOVEIL_SCAN_SECONDS: '0.3',
      ENDOVEIL_QUIET_SECONDS: '0.2',
    };
    return new BenchHouse(home, stack, record, environment);
  }

  /** Ready when it resolves. `onSpawn` sees the process before it has done anything. */
  async serve(
    service: string,
    settings: Readonly<Record<string, string>> = {},
    onSpawn: (pid: number) => void = () => undefined,
  ): Promise<BenchProcess> {
    const log = openSync(join(this.home, 'log', `${service}.jsonl`), 'a', 0o600);
    const child = fork(mainFile, ['serve'], {
      stdio: ['ignore', log, log, 'ipc'],
      env: { ...this.environment, SERVICE: service, ...settings },
    });
    const ended = once(child, 'exit');
    onSpawn(child.pid!);
    const ready = await Promise.race([once(child, 'message'), ended.then(() => undefined)]);
    if (!ready) throw new Error(`${service} ended before it was ready`);
    const stop = async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    };
    return { pid: child.pid!, stop };
  }

  /** Drops a video of an invented patient `count` times: the same work each time, and other bytes. */
  async drop(count: number, seconds: number): Promise<void> {
    const path = join(this.home, 'exam.mp4');
    const shape = { seconds, width: 320, height: 240, seed: 7 };
    await makeExamVideo({ patient: anInventedPatient(7), path, ...shape });
    const bytes = await readFile(path);
    for (let i = 0; i < count; i += 1) {
      // a box that players skip
      const box = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('free'), randomBytes(16)]);
      const folder = join(this.home, 'drop', `case-${randomBytes(6).toString('hex')}`);
      await mkdir(folder);
      await writeFile(join(folder, '.part'), Buffer.concat([bytes, box]));
      await rename(join(folder, '.part'), join(folder, 'video.mp4'));
    }
  }

  /** Asks until the count is what is expected. */
  async until(what: string, expected: number, sql: string, minutes = 20): Promise<void> {
    const end = performance.now() + minutes * 60_000;
    for (let last = -1; last !== expected; last = await this.record.count(sql)) {
      if (performance.now() > end) throw new Error(`${what}: ${last} of ${expected}`);
      await wait(100);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.record[Symbol.asyncDispose]();
    await this.stack.stop();
    await rm(this.home, { recursive: true, force: true });
  }
}
