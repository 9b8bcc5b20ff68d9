import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface ProgramRun {
  readonly cwd: string;
  /** Its output goes to standard error, so that standard output stays free for one document. */
  readonly quiet?: boolean;
  /** Without it, the program is started with what this process has in its own. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Runs a program in the foreground; people see its output. Answers its exit status, 1 when a signal ended it. */
export function runProgram(program: string, args: readonly string[], run: ProgramRun): Promise<number> {
  const child = spawn(program, [...args], {
    cwd: run.cwd,
    env: run.environment,
    stdio: ['ignore', run.quiet ? 2 : 1, 2],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** A program that the workspace installed. */
export function workspaceProgram(clone: string, name: string): string {
  return join(clone, 'node_modules', '.bin', name);
}
