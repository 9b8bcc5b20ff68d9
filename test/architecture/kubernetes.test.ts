import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { durablesByService } from '@endoveil/cli';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { render, type Resource } from '../kubernetes/render.js';
import { faultsOf } from '../kubernetes/validate.js';

const dir = join(import.meta.dirname, '..', '..', 'deploy', 'kubernetes');
const resources = render(join(dir, 'base'));

interface Container {
  readonly env: readonly { readonly name: string; readonly value: string }[];
}
interface DeploymentSpec {
  readonly template: {
    readonly spec: {
      readonly containers: readonly Container[];
      readonly terminationGracePeriodSeconds: number;
      readonly securityContext: Readonly<Record<string, unknown>>;
      readonly volumes: readonly { readonly name: string; readonly secret?: { readonly secretName: string } }[];
    };
  };
}
interface ScaledSpec {
  readonly scaleTargetRef: { readonly name: string };
  readonly minReplicaCount: number;
  readonly maxReplicaCount: number;
  readonly triggers: readonly { readonly metadata: Readonly<Record<string, string>> }[];
}

const of = <Spec>(kind: string) =>
  resources
    .filter((one) => one.kind === kind)
    .map(({ metadata, spec }) => ({ name: metadata.name, spec: spec as Spec }));
const deployments = of<DeploymentSpec>('Deployment');
const settingOf = ({ spec }: { spec: DeploymentSpec }, name: string) =>
  spec.template.spec.containers[0]!.env.find((one) => one.name === name)?.value ?? '';

describe('the manifests', () => {
  it('hold to the schemas of their APIs, with no field that is unknown there', () => {
    expect(resources.flatMap(faultsOf)).toEqual([]);
    expect(resources.length).toBeGreaterThanOrEqual(50);
  });

  it('bring the rules and alerts of deploy/prometheus along', () => {
    const printed = execFileSync('sh', [join(dir, 'rules.sh')], { encoding: 'utf8' });
    const rule = parse(printed) as Resource & { readonly spec: { readonly groups: readonly unknown[] } };
    expect(faultsOf(rule)).toEqual([]);
    const files = ['recording.yml', 'alerts.yml'].map((name) => join(dir, '../prometheus/rules', name));
    const groups = files.flatMap((file) => (parse(readFileSync(file, 'utf8')) as typeof rule.spec).groups);
    expect(rule.spec.groups).toEqual(groups);
  });

  it('would be caught if they did not', () => {
    const [deployment] = resources.filter(({ kind }) => kind === 'Deployment');
    const broken = structuredClone(deployment) as unknown as {
      spec: { template: { spec: Record<string, unknown> }; replicas: unknown };
    };
    broken.spec.template.spec['terminationGracePeriod'] = 5;
    expect(faultsOf(broken as unknown as Resource)).toEqual([
      expect.stringContaining('unknown field .spec.template.spec.terminationGracePeriod'),
    ]);
    broken.spec.replicas = 'many';
    expect(faultsOf(broken as unknown as Resource)).toEqual([expect.stringContaining('replicas')]);
  });

  it('run every service, and every level by itself', () => {
    const run = deployments.map((one) => `${settingOf(one, 'SERVICE')} ${settingOf(one, 'LEVELS')}`.trim());
    const wanted = Object.entries(durablesByService).flatMap(([service, durables]) => {
      const levels = Object.keys(durables).map((durable) => durable.split('_')[1]!);
      return ['video-anonymizer', 'pdf-reader', 'metadata-llm'].includes(service)
        ? [...new Set(levels)].map((level) => `${service} ${level}`)
        : [service];
    });
    expect(run.toSorted()).toEqual(wanted.toSorted());
  });

  it.each(deployments)('give $name its own logins, time to end, and no more than it needs', (deployment) => {
    const { volumes, terminationGracePeriodSeconds, securityContext } = deployment.spec.template.spec;
    const config = resources.find(({ kind }) => kind === 'ConfigMap')!['data'] as Record<string, string>;
    expect(volumes.find(({ name }) => name === 'logins')!.secret!.secretName).toBe(
      `endoveil-${settingOf(deployment, 'SERVICE')}`,
    );
    expect(terminationGracePeriodSeconds).toBeGreaterThan(Number(config['ENDOVEIL_GRACE_SECONDS']) + 20);
    expect(securityContext['runAsNonRoot']).toBe(true);
    expect(of('PodDisruptionBudget').map(({ name }) => name)).toContain(deployment.name);
  });

  it('scale by durables that are there, never to none', () => {
    const known = Object.values(durablesByService).flatMap((durables) => Object.keys(durables));
    for (const { name, spec } of of<ScaledSpec>('ScaledObject')) {
      expect(spec.minReplicaCount, name).toBeGreaterThanOrEqual(1);
      expect(spec.maxReplicaCount, name).toBeLessThanOrEqual(16);
      const target = deployments.find((one) => one.name === spec.scaleTargetRef.name)!;
      expect(target.spec, name).not.toHaveProperty('replicas');
      for (const { metadata } of spec.triggers) {
        // a name that no durable has would scale to the most there may be
        expect(known).toContain(metadata['consumer']);
        expect(metadata['consumer']).toMatch(
          new RegExp(`^${settingOf(target, 'SERVICE')}_${settingOf(target, 'LEVELS')}`),
        );
      }
    }
  });
});
