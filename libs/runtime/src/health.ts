import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EndoveilError } from '@endoveil/contracts';
import { type Registry, register } from 'prom-client';

/** One thing that must work before this process may be given work. Rejects or answers false when it does not. */
export interface ReadinessCheck {
  readonly name: string;
  check(): Promise<boolean>;
}

export interface HealthSettings {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly checks: readonly ReadinessCheck[];
  readonly registry?: Registry;
}

export interface HealthServer extends AsyncDisposable {
  readonly port: number;
}

const CHECK_LIMIT_MS = 2_000;

/** `/healthz` (the process answers), `/readyz` (what it needs works), `/metrics` (Prometheus text format). */
export async function startHealth(settings: HealthSettings): Promise<HealthServer> {
  const registry = settings.registry ?? register;
  const server = createServer((request, response) => {
    const send = (status: number, type: string, body: string) => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
    };
    const failed = () => send(500, 'text/plain', 'internal\n');
    if (request.method !== 'GET') send(405, 'text/plain', 'GET only\n');
    else if (request.url === '/healthz') send(200, 'text/plain', 'ok\n');
    else if (request.url === '/readyz') {
      readiness(settings.checks).then(
        (parts) => send(Object.values(parts).every(Boolean) ? 200 : 503, 'application/json', JSON.stringify({ parts })),
        failed,
      );
    } else if (request.url === '/metrics') {
      registry.metrics().then((text) => send(200, registry.contentType, text), failed);
    } else send(404, 'text/plain', 'not found\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new EndoveilError('internal', { cause, detail: 'the metrics port is taken' })),
    );
    server.listen(settings.port, settings.host, resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: (server.address() as AddressInfo).port, [Symbol.asyncDispose]: close };
}

/** Every check by name, true when it passed in time. */
export async function readiness(checks: readonly ReadinessCheck[]): Promise<Record<string, boolean>> {
  const limited = ({ check }: ReadinessCheck) =>
    new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), CHECK_LIMIT_MS);
      check()
        .catch(() => false)
        .then((ok) => {
          clearTimeout(timer);
          resolve(ok);
        }, resolve);
    });
  const answers = await Promise.all(checks.map(limited));
  return Object.fromEntries(checks.map(({ name }, i) => [name, answers[i] ?? false]));
}
