import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import { PrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule';
import { ServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor';
import { validate as deployment } from 'kubernetes-models/_schemas/IoK8sApiAppsV1Deployment';
import { validate as job } from 'kubernetes-models/_schemas/IoK8sApiBatchV1Job';
import { validate as configMap } from 'kubernetes-models/_schemas/IoK8sApiCoreV1ConfigMap';
import { validate as claim } from 'kubernetes-models/_schemas/IoK8sApiCoreV1PersistentVolumeClaim';
import { validate as service } from 'kubernetes-models/_schemas/IoK8sApiCoreV1Service';
import { validate as networkPolicy } from 'kubernetes-models/_schemas/IoK8sApiNetworkingV1NetworkPolicy';
import { validate as disruptionBudget } from 'kubernetes-models/_schemas/IoK8sApiPolicyV1PodDisruptionBudget';
import type { Resource } from './render.js';

interface Validate {
  (data: unknown): boolean;
  errors?: readonly { readonly instancePath: string; readonly message?: string; readonly keyword: string }[] | null;
}

/** For packages that keep their schemas to themselves: filled after it is made, because making it copies all fields. */
function byModel(model: new () => { validate(): void }): Validate {
  const validate: Validate = (data) => {
    try {
      Object.assign(new model(), data).validate();
      return true;
    } catch (error) {
      validate.errors = [{ instancePath: '', keyword: (error as Error).message }];
      return false;
    }
  };
  return validate;
}

const schemas: Readonly<Record<string, unknown>> = {
  'apps/v1 Deployment': deployment,
  'batch/v1 Job': job,
  'policy/v1 PodDisruptionBudget': disruptionBudget,
  'networking.k8s.io/v1 NetworkPolicy': networkPolicy,
  'v1 ConfigMap': configMap,
  'v1 PersistentVolumeClaim': claim,
  'v1 Service': service,
  'keda.sh/v1alpha1 ScaledObject': byModel(ScaledObject),
  'monitoring.coreos.com/v1 PrometheusRule': byModel(PrometheusRule),
  'monitoring.coreos.com/v1 ServiceMonitor': byModel(ServiceMonitor),
};

/**
 * What is wrong with a resource by the schema of its API: what the schema says, and fields that it does not know. The
 * schemas let unknown fields pass, so a field that its validation never looked at counts as unknown.
 */
export function faultsOf(resource: Resource): readonly string[] {
  const { apiVersion, kind, metadata } = resource;
  const validate = schemas[`${apiVersion} ${kind}`] as Validate | undefined;
  if (!validate) return [`no schema for ${apiVersion} ${kind}`];
  const looked = new Set<string>();
  const valid = validate(watched(resource, '', looked));
  const said = valid ? [] : (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
  const unknown = valid ? pathsOf(resource, '').filter((path) => !looked.has(path)) : [];
  return [...said, ...unknown.map((path) => `unknown field ${path}`)].map(
    (fault) => `${kind} ${metadata.name}: ${fault}`,
  );
}

function watched(value: unknown, path: string, looked: Set<string>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get: (target, key) => {
      const inner = Reflect.get(target, key) as unknown;
      if (typeof key !== 'string' || !Object.hasOwn(target, key)) return inner;
      looked.add(`${path}.${key}`);
      return watched(inner, `${path}.${key}`, looked);
    },
  });
}

function pathsOf(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [`${path}.${key}`, ...pathsOf(inner, `${path}.${key}`)]);
}
