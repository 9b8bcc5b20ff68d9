import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { composeParser } from '../compose/compose-parser.js';

const root = join(import.meta.dirname, '..', '..');
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const compose = read('docker-compose.yml');
const dockerfile = read('deploy', 'Dockerfile');

/** `cli` is the entry of every image, not a service of its own. */
const services = readdirSync(join(root, 'services')).filter((name) => name !== 'cli');

const overlays = ['observability/compose.yml', 'nats/cluster.compose.yml', 'gpu.compose.yml'].map(
  (file) => `deploy/${file}`,
);
describe('the deployment', () => {
  it.each(['', ...overlays])('is what a Compose parser takes, with %s', (overlay) => {
    const files = ['docker-compose.yml', ...(overlay ? [overlay] : [])].flatMap((file) => ['-f', file]);
    expect(composeParser(root, ...files, 'config', '--services').split('\n')).toEqual(expect.arrayContaining(services));
  });

  it.each(services)('has a container and an image for %s', (service) => {
    expect(compose).toContain(`\n  ${service}:\n`);
    expect(compose).toContain(`args: { SERVICE: ${service} }`);
    // in the list of those that open files, or of those that do not
    expect(dockerfile).toMatch(new RegExp(`^ +(?:[\\w-]+ \\| )*${service}(?: \\| [\\w-]+)*\\)`, 'm'));
  });

  it.each(services)('lets %s log in as itself alone', (service) => {
    const block = compose.split(`\n  ${service}:\n`)[1]!.split(/^ {2}[\w-]+:$/m)[0]!;
    for (const server of ['database', 'nats'])
      expect(block).toContain(`- { source: ${server}-url-${service}, target: ${server}-url }`);
    expect(block.match(/source: /g)).toHaveLength(2);
    expect(read('deploy', 'make-secrets.sh')).toMatch(new RegExp(`^services='.*\\b${service}\\b.*'$`, 'm'));
  });

  it('lets every service that asks a language model reach one', () => {
    const asks = services.filter((service) =>
      readdirSync(join(root, 'services', service, 'src'))
        .filter((file) => file.endsWith('.service.ts'))
        .some((file) => read('services', service, 'src', file).includes('llmFromSettings(')),
    );
    expect(asks.length).toBeGreaterThan(1);
    const { services: containers } = parse(compose, { merge: true }) as {
      services: Record<string, { environment: Record<string, string>; networks: string[] }>;
    };
    const reaching = services.filter(
      (service) =>
        containers[service]!.environment['ENDOVEIL_OLLAMA_URL'] !== undefined &&
        containers[service]!.networks.includes('models'),
    );
    expect(reaching).toEqual(asks);
    const network = read('deploy', 'kubernetes', 'base', 'network.yaml');
    const policy = network.split('---').find((one) => one.includes('name: to-ollama'))!;
    for (const service of asks) expect(policy).toContain(service);
  });

  it('lets nothing travel between containers without TLS', () => {
    const script = read('deploy', 'make-secrets.sh');
    for (const plain of [/\bnats:\/\/\$service/, /\bredis:\/\//, /^host all/m, /^port (?!0$)/m])
      expect(script).not.toMatch(plain);
    expect(script).toContain('sslmode=verify-full');
    for (const file of ['postgres', 'nats', 'redis'].flatMap((server) => [`${server}.pem`, `${server}.key`]))
      expect(compose).toMatch(new RegExp(`secrets: \\[.*\\b${file.replace('.', '\\.')}\\b.*\\]`));
    // every service, and the one that migrates
    expect(compose.match(/^ {6}- ca\.pem$/gm)).toHaveLength(services.length);
    expect(compose).toContain('postgres-logins.json, ca.pem]');
  });

  it('wakes somebody for what is critical, and names alerts that there are', () => {
    const {
      route,
      receivers,
      inhibit_rules: inhibited,
    } = parse(read('deploy', 'observability', 'alertmanager.yml')) as {
      route: { receiver: string; routes: { receiver: string; matchers: string[] }[] };
      receivers: { name: string }[];
      inhibit_rules: { source_matchers: string[]; target_matchers: string[] }[];
    };
    const names = receivers.map(({ name }) => name);
    expect([route, ...route.routes].map(({ receiver }) => receiver).toSorted()).toEqual(names.toSorted());
    expect(route.routes[0]!.matchers).toEqual(['severity="critical"']);
    const alerts = read('deploy', 'prometheus', 'rules', 'alerts.yml');
    const named = inhibited.flatMap((rule) => [...rule.source_matchers, ...rule.target_matchers]);
    for (const matcher of named) expect(alerts).toContain(`- alert: ${/^alertname="(\w+)"$/.exec(matcher)?.[1]}\n`);
  });

  it('has the same programs in its images as ./endoveil looks for', () => {
    const script = read('endoveil');
    const looked = [...script.matchAll(/\b[a-z]+:([a-z][a-z-]+)/g)].map(([, name]) => name);
    const wanted = [...new Set([...looked, 'tesseract-ocr-deu', 'tesseract-ocr-script-latn'])].sort();
    const installed = /--no-install-recommends \\\n(.*?)\\\n +&& rm/s.exec(dockerfile)?.[1]?.match(/[\w-]+/g) ?? [];
    expect([...installed].sort()).toEqual(wanted);
  });

  it('gives no container more than it needs', () => {
    const containers = compose
      .split(/^services:$/m)[1]!
      .split(/^networks:$/m)[0]!
      .split(/^ {2}(?=[\w-]+:$)/m)
      .slice(1);
    for (const container of containers.filter((text) => !/<<: \*(?:media-)?service/.test(text))) {
      expect(container).toContain('cap_drop: [ALL]');
      expect(container).toContain('read_only: true');
    }
    expect(compose).toContain('- seccomp=deploy/seccomp.json');
    expect(compose).not.toContain('seccomp=unconfined');
    expect(containers.length).toBeGreaterThanOrEqual(services.length);
  });
});
