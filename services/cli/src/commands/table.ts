import type { CommandFile } from '../command-line/command.js';

export interface CommandEntry {
  /** One line for `--help`. */
  readonly does: string;
  /** Not listed in `--help`: called by other programs. */
  readonly hidden?: true;
  load(): Promise<{ readonly default: CommandFile }>;
}

/** Every command of `endoveil`, in the order `--help` lists them. A new command is a new file here and a line in this table. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  demo: { does: 'an invented exam goes the whole way; shows what came out', load: () => import('./demo.js') },
  up: { does: 'starts the servers and every service; runs until stopped', load: () => import('./up.js') },
  down: { does: 'stops what `up` started, and the servers', load: () => import('./down.js') },
  drain: { does: 'lets processes finish or hand back their work, and ends them', load: () => import('./drain.js') },
  status: { does: 'tells whether services and servers run', load: () => import('./status.js') },
  import: { does: 'lands files without the drop folder', load: () => import('./import.js') },
  run: { does: 'anonymizes and verifies files without any server', load: () => import('./run.js') },
  ls: { does: 'lists items: where each stands and why', load: () => import('./ls.js') },
  show: { does: 'one item with its whole timeline', load: () => import('./show.js') },
  trace: { does: 'what happened to an item as a tree of spans', load: () => import('./trace.js') },
  watch: { does: 'tells every change until nothing moves any more', load: () => import('./watch.js') },
  retry: { does: 'tries an item again from the first level', load: () => import('./retry.js') },
  quarantine: { does: 'what was set apart and why; tries again or destroys', load: () => import('./quarantine.js') },
  erase: { does: 'destroys bytes, names and keys of an item, in two steps', load: () => import('./erase.js') },
  queue: { does: 'what needs a person, and why, the riskiest first', load: () => import('./queue.js') },
  look: { does: 'fetches the result of an item, to look at it', load: () => import('./look.js') },
  approve: { does: 'research may have the result you looked at', load: () => import('./approve.js') },
  reject: { does: 'nothing of an item may leave', load: () => import('./reject.js') },
  hold: { does: 'holds an item back until somebody approves it', load: () => import('./hold.js') },
  revoke: { does: 'takes an approval away', load: () => import('./revoke.js') },
  adopt: { does: 'takes over the better result that was made meanwhile', load: () => import('./adopt.js') },
  correct: { does: 'covers more of a result: a place over a time, or on a page', load: () => import('./correct.js') },
  metadata: { does: 'takes over what a source says about a field', load: () => import('./metadata.js') },
  token: { does: 'lets somebody use the API: writes the token file', load: () => import('./token.js') },
  publish: { does: 'sends approved results to a destination', load: () => import('./publish.js') },
  publications: { does: 'lists what went where, and what did not', load: () => import('./publications.js') },
  withdraw: { does: 'takes a publication back from its destination', load: () => import('./withdraw.js') },
  destinations: { does: 'lists the destinations, or tries them', load: () => import('./destinations.js') },
  verify: {
    does: 'checks a result, a researcher’s folder, or the history (`verify audit`)',
    load: () => import('./verify.js'),
  },
  'restore-check': {
    does: 'after a restored backup: does the record say what the zones hold?',
    load: () => import('./restore-check.js'),
  },
  eval: { does: 'measures the levels against exact truth', load: () => import('./eval.js') },
  explain: { does: 'says what a reason code means and what to do next', load: () => import('./explain.js') },
  doctor: { does: 'says what is missing or wrong on this machine, and the fix', load: () => import('./doctor.js') },
  migrate: { does: 'creates or updates the database schema', load: () => import('./migrate.js') },
  sbom: { does: 'bill of materials: every package and program, as CycloneDX', load: () => import('./sbom.js') },
  'nats-users': {
    does: 'prints a NATS user for each service, with the least rights',
    load: () => import('./nats-users.js'),
  },
  serve: {
    does: 'one process of a deployment: SERVICE and LEVELS say what',
    hidden: true,
    load: () => import('./serve.js'),
  },
  test: { does: 'builds, then runs the tests; with --all the slow ones too', load: () => import('./test.js') },
  bench: { does: 'measures speed, size and memory against the usual programs', load: () => import('./bench.js') },
  chaos: {
    does: 'breaks a whole system on purpose and proves that nothing was lost',
    load: () => import('./chaos.js'),
  },
  check: { does: 'format, lint, types, dead code and the tests', load: () => import('./check.js') },
};
