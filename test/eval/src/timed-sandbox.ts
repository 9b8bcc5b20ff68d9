import type { Sandbox } from '@endoveil/media';

/** A sandbox that adds up how long each program ran, in seconds of wall time. */
export function timedSandbox(sandbox: Sandbox): { readonly sandbox: Sandbox; readonly seconds: Map<string, number> } {
  const seconds = new Map<string, number>();
  const add = (program: string, startedAt: number) =>
    seconds.set(program, (seconds.get(program) ?? 0) + (performance.now() - startedAt) / 1000);
  return {
    seconds,
    sandbox: {
      async start(run) {
        const startedAt = performance.now();
        const child = await sandbox.start(run);
        child.exit.catch(() => undefined).finally(() => add(run.program, startedAt));
        return child;
      },
      async output(run, limits) {
        const startedAt = performance.now();
        try {
          return await sandbox.output(run, limits);
        } finally {
          add(run.program, startedAt);
        }
      },
    },
  };
}
