import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { findBinary } from '@endoveil/embedded';
import { startOllamaStandIn } from '@endoveil/testing';
import { expect, it } from 'vitest';
import { aShortExam } from './exams.js';
import { everyService, HouseRig } from './house-rig.js';

const run = promisify(execFile);
const clone = resolve(import.meta.dirname, '../..');
const folder = join(clone, 'docs/runbooks');

/** Every line of the fenced blocks of one language in all runbooks. */
const linesOf = (language: string) =>
  readdirSync(folder).flatMap((page) =>
    [...readFileSync(join(folder, page), 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))]
      .flatMap(([, block]) => block!.trim().split('\n'))
      .map((line) => ({ page, line })),
  );

/** What is not on this machine: that it is spelled right is all that is looked at. */
const notHere = /^(?:docker|ollama|kubectl) /;

it('every command of the runbooks does what it says on a running house', async () => {
  await using ollama = await startOllamaStandIn('ready');
  await using house = await HouseRig.start({ ENDOVEIL_OLLAMA_URL: ollama.url });
  const research = { name: 'research', kind: 'folder', path: await house.folder('research') };
  const destinations = { ENDOVEIL_DESTINATIONS: JSON.stringify([research]) };
  const { ports } = await house.serve(everyService, destinations);
  await house.drop((await aShortExam(81)).report, 'case/report.pdf');
  const [item] = await house.settled(1);
  const planned = await house.post(`/v1/items/${item!.itemId}/publications`, { destination: 'research' });
  const { publicationId } = (await planned.json()) as { publicationId: string };
  const script = join(house.home, 'endoveil');
  writeFileSync(script, `#!/bin/sh\nexec '${process.execPath}' '${join(clone, 'services/cli/dist/main.js')}' "$@"\n`);
  chmodSync(script, 0o755);
  // a refusal is an answer too: nothing to retry, a program of another machine missing
  const answers = new Map([
    ['retry', [0, 4]],
    ['publish', [0, 4]],
    ['doctor', [0, 9]],
  ]);
  const lines = new Map(linesOf('sh').map((one) => [one.line, one]));
  const env = { ...house.environment, ...destinations, HOME: house.home, ENDOVEIL_API_URL: house.apiUrl };
  const tried: { page: string; line: string; status: number; ok: boolean; stderr: string }[] = [];
  for (const { page, line } of lines.values()) {
    if (notHere.test(line)) continue;
    const here = line
      .replace('ITEM', item!.itemId)
      .replace('PUBLICATION', publicationId)
      .replace('REASON', 'leak-found')
      .replace('127.0.0.1:8420', `127.0.0.1:${ports.httpPort}`)
      .replace('127.0.0.1:9464', `127.0.0.1:${ports.metricsPort}`);
    // the stand-in of the model lives in this process: it has to be able to answer
    const { code: status, stderr } = await run('bash', ['-o', 'pipefail', '-c', here], { cwd: house.home, env }).then(
      () => ({ code: 0, stderr: '' }),
      (error: { code: number; stderr: string }) => error,
    );
    const fine = [...(answers.get(/^\.\/endoveil (\w+)/.exec(line)?.[1] ?? '') ?? [0])];
    // a log without such a line is good news
    if (line.startsWith('grep ')) fine.push(1);
    tried.push({ page, line, status, ok: fine.includes(status), stderr: stderr.slice(-300) });
  }
  expect(tried.filter(({ ok }) => !ok)).toEqual([]);
  expect(tried.length).toBeGreaterThan(20);
});

it('every command of the runbooks for containers names services that there are', () => {
  const services = /^services:$(.*?)^networks:$/ms.exec(readFileSync(join(clone, 'docker-compose.yml'), 'utf8'))![1]!;
  const known = [...services.matchAll(/^ {2}([\w-]+):$/gm)].map(([, name]) => name);
  const lines = linesOf('sh').filter(({ line }) => line.startsWith('docker compose '));
  for (const { page, line } of lines) {
    const [verb, ...rest] = line
      .replace(/\s+#.*$/, '')
      .split(' ')
      .slice(2);
    expect(['ps', 'logs', 'restart', 'up', 'stop'], page).toContain(verb);
    const names = rest.filter((word) => /^[a-z][\w-]+(?:=\d+)?$/.test(word)).map((word) => word.split('=')[0]);
    for (const name of names) expect(known, `${page}: ${line}`).toContain(name);
  }
  expect(lines.length).toBeGreaterThan(5);
  const manifests = readFileSync(join(clone, 'deploy/kubernetes/base/services.yaml'), 'utf8');
  for (const { page, line } of linesOf('sh'))
    for (const [, name] of line.matchAll(/deployment\/([\w-]+)/g)) expect(manifests, page).toContain(`name: ${name}\n`);
});

it('every query of the runbooks is one that Prometheus understands, of metrics that there are', () => {
  const queries = linesOf('promql');
  const rules = queries.map(({ line }, i) => `      - { record: 'runbook:${i}', expr: ${JSON.stringify(line)} }`);
  const file = join(clone, 'test/dist/runbook-queries.yml');
  writeFileSync(file, `groups:\n  - name: runbooks\n    rules:\n${rules.join('\n')}\n`);
  execFileSync(findBinary('promtool').path, ['check', 'rules', file]);
  const recorded = readFileSync(join(clone, 'deploy/prometheus/rules/recording.yml'), 'utf8');
  const documented = readFileSync(join(clone, 'docs/metrics.md'), 'utf8');
  for (const { page, line } of queries)
    for (const [name] of line.matchAll(/endoveil[:_][\w:]+/g)) {
      const base = name.replace(/_(?:count|sum|bucket)$/, '');
      expect(recorded.includes(`record: ${name}`) || documented.includes(`\`${base}\``), `${page}: ${name}`).toBe(true);
    }
});
