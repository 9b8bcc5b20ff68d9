import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  eventTable,
  type LevelName,
  MetadataDeclined,
  reasons,
  ReportDeclined,
  VideoDeclined,
} from '@endoveil/contracts';
import { houseSettings, serveSettings } from '@endoveil/cli';
import { hostSettings } from '@endoveil/host';
import { intakeSettings } from '@endoveil/intake';
import { llmSettings } from '@endoveil/llm';
import { reportSettings } from '@endoveil/pdf-reader';
import { publisherSettings } from '@endoveil/publisher';
import { openApi, registerRecordMetrics, registerSiteMetrics, registrySettings } from '@endoveil/registry';
import { describeSettings, type SettingsGroup } from '@endoveil/runtime';
import { videoSettings } from '@endoveil/video-anonymizer';
import { register } from 'prom-client';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
/** Set it to write what the code says instead of checking it. */
const writes = process.env['ENDOVEIL_WRITE_DOCS'] === '1';

/** Compares or writes the part of a document between two marks; without marks the whole. */
function documented(file: string, expected: string, mark?: string): { is: string; shouldBe: string } {
  const path = join(root, file);
  const [open, close] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
  const text = mark || !writes ? readFileSync(path, 'utf8') : '';
  const whole = mark
    ? text.slice(0, text.indexOf(open) + open.length) + `\n\n${expected}\n\n` + text.slice(text.indexOf(close))
    : expected;
  if (writes) writeFileSync(path, whole);
  return { is: squeezed(readFileSync(path, 'utf8')), shouldBe: squeezed(whole) };
}

/** The formatter pads table columns; that is no difference. */
const squeezed = (text: string) => text.replaceAll(/ +/g, ' ').replaceAll(/-{3,}/g, '---').trim();
const cell = (text: string) => text.replaceAll('|', '\\|');

it('ARCHITECTURE lists every event of the contracts and of the levels', () => {
  const levels = (names: readonly string[]) => names as readonly LevelName[];
  const declines = [
    ...levels(['frame-cleaning', 'roi-masking']).map((level) => VideoDeclined.by(level)),
    ...levels(['full-reading', 'rules-only']).map((level) => ReportDeclined.by(level)),
    ...levels(['llm', 'rules']).map((level) => MetadataDeclined.by(level)),
  ];
  const { is, shouldBe } = documented('ARCHITECTURE.md', eventTable(declines), 'events');
  expect(is).toBe(shouldBe);
});

it('docs/settings.md lists every setting with its default', () => {
  const groups: readonly (readonly [string, SettingsGroup])[] = [
    ['Every service', hostSettings],
    ['intake', intakeSettings],
    ['video-anonymizer', videoSettings],
    ['registry', registrySettings],
    ['publisher', publisherSettings],
    ['metadata-llm and pdf-reader', llmSettings],
    ['pdf-reader', reportSettings],
    ['A process of a deployment', serveSettings],
    ['The command', houseSettings],
  ];
  const tables = groups.map(([title, group]) => {
    const rows = describeSettings(group).map(
      ({ env, standard, allowed, says }) =>
        `| \`${env}\` | ${cell(standard.replace(`${root}/`, ''))} | ${allowed} | ${cell(says)} |`,
    );
    return `## ${title}\n\n| variable | default | may be | what it is |\n| --- | --- | --- | --- |\n${rows.join('\n')}`;
  });
  const { is, shouldBe } = documented(
    'docs/settings.md',
    `# Settings\n\nEnvironment variables, checked at start; a wrong one is named and the process ends. A secret may be given as a file in \`<NAME>_FILE\`. \`./endoveil up\` and \`demo\` set what is required by themselves; _The command_ says what they go by.\n\n${tables.join('\n\n')}\n`,
  );
  expect(is).toBe(shouldBe);
});

it('docs/reasons.md lists every reason code', () => {
  const rows = Object.entries(reasons).map(
    ([code, reason]) =>
      `| \`${code}\` | ${cell(reason.text)} | ${cell(reason.next)} | ${'passing' in reason ? 'yes' : ''} |`,
  );
  const { is, shouldBe } = documented(
    'docs/reasons.md',
    `# Reasons\n\nEvery reason the system gives. _Passing_: the cause lies outside the file, and what was done lower because of it is done again.\n\n| code | what happened | what to do | passing |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`,
  );
  expect(is).toBe(shouldBe);
});

it('lists no reason that nothing gives', () => {
  const sources = globSync('{libs,services}/*/src/**/*.ts', { cwd: root })
    .filter((file) => !/(\.test|-rig)\.ts$/.test(file) && !file.endsWith('contracts/src/reasons.ts'))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
  expect(Object.keys(reasons).filter((code) => !sources.includes(`'${code}'`))).toEqual([]);
});

it('ARCHITECTURE names every package that is asked for, and no other', () => {
  const asked = globSync(['package.json', 'deploy/toolchain/package.json', '{libs,services,test}/{,*/}package.json'], {
    cwd: root,
    exclude: (file) => file.includes('node_modules'),
  }).flatMap((file) => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, file), 'utf8'));
    return Object.keys({ ...dependencies, ...devDependencies });
  });
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const rows = text.slice(text.indexOf('\n## Dependencies')).matchAll(/^\|([^|]*\|[^|]*)\|/gm);
  const named = new Set([...rows].flatMap(([, cells]) => [...cells!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!)));
  const foreign = new Set(asked.filter((name) => !name.startsWith('@endoveil/')));
  expect([...named].toSorted()).toEqual([...foreign].toSorted());
});

it('docs/metrics.md lists every metric with its labels', () => {
  // importing the rooms has registered what a process measures
  registerRecordMetrics({ recordMetrics: () => Promise.reject(new Error('not read here')) }, register);
  const bus = { fill: () => Promise.reject(new Error('not read here')) };
  registerSiteMetrics({ bus, zonesDir: '/', pressure: { paused: async () => null } }, register);
  const metrics = register.getMetricsAsArray() as unknown as readonly {
    name: string;
    help: string;
    labelNames: readonly string[];
    constructor: { name: string };
  }[];
  const named = metrics.filter(({ name }) => name.startsWith('endoveil_')).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, constructor } of named) expect(name.endsWith('_total')).toBe(constructor.name === 'Counter');
  const rows = named.map(
    ({ name, help, labelNames, constructor }) =>
      `| \`${name}\` | ${constructor.name.toLowerCase()} | ${labelNames.map((label) => `\`${label}\``).join(' ')} | ${cell(help)} |`,
  );
  const { is, shouldBe } = documented(
    'docs/metrics.md',
    `# Metrics\n\nEvery process answers \`/metrics\` at \`ENDOVEIL_METRICS_PORT\`, with the metrics of Node beside its own. What is read from the record (items, runs, jobs, verdicts …) stands on the page of every registry and says the same on each: take \`max\`, not \`sum\`. Labels are codes, levels, states, names of programs and centers; no label holds a name, a path or an id.\n\n| metric | kind | labels | what it is |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`,
  );
  expect(is).toBe(shouldBe);
});

it('docs/openapi.json is what the API says of itself', () => {
  const { is, shouldBe } = documented('docs/openapi.json', `${JSON.stringify(openApi(), null, 2)}\n`);
  // the formatter breaks short lists otherwise
  expect(JSON.parse(is)).toEqual(JSON.parse(shouldBe));
});
