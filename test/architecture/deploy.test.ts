import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const compose = read('docker-compose.yml');
const dockerfile = read('deploy', 'Dockerfile');

/** `cli` is the entry of every image, not a service of its own. */
const services = readdirSync(join(root, 'services')).filter((name) => name !== 'cli');

describe('the deployment', () => {
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

  it('has the same programs in its images as ./endoveil looks for', () => {
    const script = read('endoveil');
    const looked = [...script.matchAll(/\b[a-z]+:([a-z][a-z-]+)/g)].map(([, name]) => name);
    const wanted = [...new Set([...looked, 'tesseract-ocr-deu'])].sort();
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
