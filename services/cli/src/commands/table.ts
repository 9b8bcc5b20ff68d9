import type { CommandFile } from '../command.js';

export interface CommandEntry {
  /** One line for `--help`. */
  readonly does: string;
  /** Not listed in `--help`: called by other programs. */
  readonly hidden?: true;
  load(): Promise<{ readonly default: CommandFile }>;
}

/** Every command of `endoveil`, in the order `--help` lists them. A new command is a new file here and a line in this table. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  up: { does: 'starts the servers and every service; runs until stopped', load: () => import('./up.js') },
  down: { does: 'stops what `up` started, and the servers', load: () => import('./down.js') },
  status: { does: 'tells whether services and servers run', load: () => import('./status.js') },
  explain: { does: 'says what a reason code means and what to do next', load: () => import('./explain.js') },
  doctor: { does: 'says what is missing or wrong on this machine, and the fix', load: () => import('./doctor.js') },
  migrate: { does: 'creates or updates the database schema', load: () => import('./migrate.js') },
  serve: {
    does: 'one process of a deployment: SERVICE and LEVELS say what',
    hidden: true,
    load: () => import('./serve.js'),
  },
  test: { does: 'builds, then runs every test', load: () => import('./test.js') },
  check: { does: 'format, lint, types, dead code and every test', load: () => import('./check.js') },
};
