import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findBinary, freePort } from '@endoveil/embedded';

const rulesDir = resolve(import.meta.dirname, '../../deploy/prometheus/rules');

/** The shipped rules with hours made seconds: everything else stays. `waits`: also how old something must be. */
export function hurried(rules: string, waits: boolean): string {
  const older = waits ? rules.replaceAll(/_seconds\) > (?:60|600|3600|14400)$/gm, '_seconds) > 2') : rules;
  // several readings at least, and what happens one after the other
  const window = waits ? '2m' : '10s';
  return older
    .replaceAll(/\boffset (?:1h|15m)/g, `offset ${window}`)
    .replaceAll(/\[(?:1h|10m|5m)\]/g, `[${window}]`)
    .replaceAll(/for: \d+m/g, 'for: 0s')
    .replaceAll('interval: 30s', 'interval: 500ms')
    .replaceAll('endoveil:ended:hour >= 5', 'endoveil:ended:hour >= 1');
}

/** Now, as Prometheus counts. */
export const seconds = () => Date.now() / 1000;
const firingOf = (name: string) => `ALERTS{alertname="${name}", alertstate="firing"}`;

interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [number, string])[];
}

/** Debian's Prometheus with the shipped rules; it reads the targets it is given twice a second. */
export class PrometheusRig implements AsyncDisposable {
  /** Every alert that was seen firing. */
  readonly fired = new Set<string>();
  private readonly startedAt = seconds();

  private constructor(
    private readonly dir: string,
    private readonly port: number,
    private readonly stop: () => Promise<void>,
  ) {}

  static async start(dir: string, { waits = false } = {}): Promise<PrometheusRig> {
    await mkdir(join(dir, 'rules'), { recursive: true });
    for (const file of await readdir(rulesDir))
      await writeFile(join(dir, 'rules', file), hurried(await readFile(join(rulesDir, file), 'utf8'), waits));
    await writeFile(
      join(dir, 'prometheus.yml'),
      // long enough for a page that has to do without a server that hangs
      `global: { scrape_interval: ${waits ? '3s' : '500ms'}, scrape_timeout: ${waits ? '3s' : '500ms'}, evaluation_interval: 500ms }
rule_files: [rules/*.yml]
scrape_configs:
  - { job_name: endoveil, file_sd_configs: [{ files: [targets.json], refresh_interval: 1s }] }
`,
    );
    await writeFile(join(dir, 'targets.json'), '[]');
    const port = await freePort();
    const { path } = findBinary('prometheus');
    const log = openSync(join(dir, 'log'), 'a');
    const argv = [`--config.file=${dir}/prometheus.yml`, `--storage.tsdb.path=${dir}/data`];
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', path, ...argv, `--web.listen-address=127.0.0.1:${port}`], {
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const ended = new Promise<void>((done) => child.once('exit', () => done()));
    const rig = new PrometheusRig(dir, port, async () => {
      child.kill('SIGKILL');
      await ended;
    });
    await rig.until(
      () => 'an answer',
      async () => (await fetch(`http://127.0.0.1:${port}/-/ready`)).ok,
    );
    return rig;
  }

  async watch(...ports: readonly number[]): Promise<void> {
    const targets = ports.map((port) => `127.0.0.1:${port}`);
    await writeFile(join(this.dir, 'targets.json'), JSON.stringify([{ targets }]));
  }

  /** What an expression gave between two moments. Throws what Prometheus says of a wrong one. */
  async series(expr: string, start = this.startedAt, end = seconds()): Promise<readonly Series[]> {
    const range = { start: String(start), end: String(end), step: '1' };
    const body = new URLSearchParams({ query: expr, ...range });
    const answer = await fetch(`http://127.0.0.1:${this.port}/api/v1/query_range`, { method: 'POST', body });
    const { data, error } = (await answer.json()) as { data?: { result: Series[] }; error?: string };
    if (!data) throw new Error(`${error}: ${expr}`);
    return data.result;
  }

  async firing(): Promise<ReadonlySet<string>> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/api/v1/alerts`);
    const { data } = (await answer.json()) as {
      data: { alerts: { state: string; labels: { alertname: string } }[] };
    };
    const now = new Set(data.alerts.filter(({ state }) => state === 'firing').map(({ labels }) => labels.alertname));
    for (const name of now) this.fired.add(name);
    return now;
  }

  /** Whether it fired at any time since then. */
  async cameSince(start: number, name: string): Promise<boolean> {
    return (await this.series(firingOf(name), start)).length > 0;
  }

  /** Waits until every one of these has fired since its cause. Throws when one had fired before. */
  async comes(causedAt: number, ...names: readonly string[]): Promise<void> {
    for (const name of names)
      if ((await this.series(firingOf(name), causedAt, causedAt)).length > 0)
        throw new Error(`${name} fired before its cause`);
    let missing = names;
    await this.until(
      () => `firing of ${missing.join()}`,
      async () => {
        const came = await Promise.all(missing.map((name) => this.cameSince(causedAt, name)));
        missing = missing.filter((_, i) => !came[i]);
        return missing.length === 0;
      },
    );
  }

  /** Waits until every one of these has fired since the start. */
  async hasFired(...names: readonly string[]): Promise<void> {
    const missing = () => names.filter((name) => !this.fired.has(name));
    await this.until(
      () => `firing of ${missing().join()}`,
      async () => {
        await this.firing();
        return missing().length === 0;
      },
    );
  }

  async isQuiet(): Promise<void> {
    let last: ReadonlySet<string> = new Set();
    await this.until(
      () => `silence after ${[...last].join()}`,
      async () => (last = await this.firing()).size === 0,
    );
  }

  /** Waits until each of these, a rule's record or any expression, has given something. */
  async hasRecorded(expressions: readonly string[]): Promise<void> {
    let missing = expressions;
    await this.until(
      () => `records of ${missing.join()}`,
      async () => {
        const found = await Promise.all(missing.map(async (expr) => (await this.series(expr)).length > 0));
        missing = missing.filter((_, i) => !found[i]);
        return missing.length === 0;
      },
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  private async until(what: () => string, ask: () => Promise<boolean>): Promise<void> {
    const end = performance.now() + 240_000;
    while (!(await ask().catch(() => false))) {
      if (performance.now() > end) throw new Error(`${what()} did not come`);
      await wait(150);
    }
  }
}
