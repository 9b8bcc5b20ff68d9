import { EndoveilError } from '@endoveil/contracts';
import type { Sandbox, SandboxRun } from '@endoveil/media';
import { failpoint } from '@endoveil/runtime';
import { Counter } from 'prom-client';

const runs = new Counter({
  name: 'endoveil_sandbox_runs_total',
  help: 'Programs run in the sandbox, by how they ended. `refused`: the sandbox or the program did not start.',
  labelNames: ['program', 'ending'],
});

/** The same sandbox, counted. */
export function measuredSandbox(sandbox: Sandbox): Sandbox {
  const note = (run: SandboxRun, ending: string) => runs.inc({ program: run.program, ending });
  const failed = (run: SandboxRun, error: unknown) => {
    if (run.signal.aborted) return note(run, 'stopped');
    const code = error instanceof EndoveilError ? error.code : 'failed';
    note(run, code === 'sandbox-unavailable' ? 'refused' : code);
  };
  return {
    start: async (run) => {
      try {
        const child = await sandbox.start(run);
        failpoint('sandbox.started');
        child.exit.then(
          () => note(run, 'ended'),
          (error: unknown) => failed(run, error),
        );
        return child;
      } catch (error) {
        failed(run, error);
        throw error;
      }
    },
    output: async (run, limits) => {
      try {
        const running = sandbox.output(run, limits);
        failpoint('sandbox.started');
        const answer = await running;
        note(run, 'ended');
        return answer;
      } catch (error) {
        failed(run, error);
        throw error;
      }
    },
  };
}
