import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';

export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly [field: string]: unknown;
}

interface Kustomization {
  readonly namespace: string;
  readonly resources: readonly string[];
  readonly configMapGenerator: readonly { readonly name: string; readonly literals: readonly string[] }[];
  readonly patches: readonly {
    readonly path: string;
    readonly target: { readonly kind: string; readonly labelSelector: string };
  }[];
}

/** As much of Kustomize as deploy/kubernetes/base needs, for machines without kubectl; `kubectl.long.test.ts` holds it against kubectl. */
export function render(dir: string): readonly Resource[] {
  const read = (file: string) => readFileSync(join(dir, file), 'utf8');
  const { namespace, resources, configMapGenerator, patches } = parse(read('kustomization.yaml')) as Kustomization;
  const listed = resources.flatMap((file) => parseAllDocuments(read(file)).map((one) => one.toJS() as Resource));
  const maps = configMapGenerator.map(({ name, literals }): Resource => {
    const data = Object.fromEntries(literals.map((literal) => /^(.*?)=(.*)$/s.exec(literal)!.slice(1)));
    return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data };
  });
  return [...listed, ...maps].map((resource) => {
    const { kind, metadata } = resource;
    const applied = patches
      .filter(({ target }) => target.kind === kind && selects(target.labelSelector, metadata.labels))
      .map(({ path }) => parse(read(path)) as Resource);
    const merged = applied.reduce((one, { spec }) => merge(one, { spec }) as Resource, resource);
    return { ...merged, metadata: { ...metadata, namespace } };
  });
}

function selects(selector: string, labels: Readonly<Record<string, string>> = {}): boolean {
  const [key = '', value] = selector.split('=');
  return labels[key] === value;
}

/** Lists of things with names are merged by name, other lists are replaced. */
function merge(base: unknown, patch: unknown): unknown {
  if (isNamed(base) && isNamed(patch)) {
    const added = patch.filter((one) => !base.some((other) => keyOf(other) === keyOf(one)));
    const kept = base.map((one) => {
      const change = patch.find((other) => keyOf(other) === keyOf(one));
      return change ? (merge(one, change) as Named) : one;
    });
    return [...kept, ...added];
  }
  if (!isRecord(base) || !isRecord(patch)) return patch;
  const changed = Object.entries(patch).map(([key, value]) => [key, key in base ? merge(base[key], value) : value]);
  return { ...base, ...Object.fromEntries(changed) };
}

type Named = Readonly<Record<string, unknown>>;

const keyOf = (one: Named) => one['mountPath'] ?? one['name'];
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNamed = (value: unknown): value is readonly Named[] =>
  Array.isArray(value) && value.every((one) => isRecord(one) && keyOf(one) !== undefined);
