import type { Sandbox, SandboxRun } from '@endoveil/media';

/** A sandbox in which one program is replaced by one that does nothing and ends with an exit code. */
export function pretending(sandbox: Sandbox, program: string, exitCode = 0): Sandbox {
  const replaced = (run: SandboxRun): SandboxRun =>
    run.program === program ? { ...run, program: 'node', args: ['-e', `process.exit(${exitCode})`] } : run;
  return {
    start: (run) => sandbox.start(replaced(run)),
    output: (run, limits) => sandbox.output(replaced(run), limits),
  };
}
