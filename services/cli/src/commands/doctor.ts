import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { examineMachine } from '../doctor/examine-machine.js';
import { examinePrograms } from '../doctor/examine-programs.js';
import { examineServers } from '../doctor/examine-servers.js';

const MARKS = { ok: 'ok', missing: 'MISSING', note: 'note' } as const;

export default defineCommand({
  run: async ({ terminal, house }) => {
    const findings = [
      ...(await examinePrograms(house)),
      ...(await examineMachine(house)),
      ...(await examineServers(house)),
    ];
    terminal.table(
      ['CHECK', 'STATE', 'FOUND'],
      findings.map(({ check, state, finding }) => [check, MARKS[state], finding]),
    );
    const lacking = findings.filter(({ state }) => state === 'missing');
    terminal.say();
    for (const { check, state, fix } of findings) if (state !== 'ok' && fix) terminal.say(`${check}: ${fix}`);
    terminal.say(
      lacking.length === 0
        ? 'Nothing that is needed is missing.'
        : `Missing: ${lacking.map(({ check }) => check).join(', ')}.`,
    );
    return {
      exit: lacking.length === 0 ? exitCodes.ok : exitCodes.dependencyMissing,
      document: { ready: lacking.length === 0, findings },
    };
  },
});
