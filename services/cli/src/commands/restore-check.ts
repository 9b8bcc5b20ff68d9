import { signerOf } from '@endoveil/storage';
import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { type Difference, differences, type DifferenceKind } from '../record/restore-check.js';
import { withLedger } from '../record/with-ledger.js';

interface Options {
  readonly deep?: boolean;
  readonly apply?: boolean;
}

const SHOWN = 20;

const texts: Readonly<Record<DifferenceKind, string>> = {
  'source-missing': 'the original bytes are not in the zones',
  'source-damaged': 'the original bytes are not what was handed in',
  'findings-missing': 'findings are not in the zones',
  'result-missing': 'a result is not in the zones',
  'result-damaged': 'a result is not what was certified',
  'key-lost': 'its key does not open under this site key',
  revived: 'it was erased, and the record has it again',
  'bytes-revived': 'bytes of an erased item are in the zones again',
  unnamed: 'bytes that no record names; the collector removes them',
};

/** After a backup was restored: does the record say what the zones hold? */
export default defineCommand<Options>({
  shape: (command) =>
    command
      .option('--deep', 'reads and verifies every byte as well')
      .option('--apply', 'erases again what was erased before and came back'),
  run: async ({ options, terminal, house }) =>
    await withLedger(house, async (ledger, _environment, storage) => {
      const counts: Partial<Record<DifferenceKind, number>> = {};
      const found: Difference[] = [];
      let items = 0;
      const told = (difference: Difference) => {
        const count = (counts[difference.kind] ?? 0) + 1;
        counts[difference.kind] = count;
        if (difference.kind !== 'unnamed' && found.length < 10_000) found.push(difference);
        if (count <= SHOWN && difference.kind !== 'unnamed')
          terminal.say(`${difference.id}: ${texts[difference.kind]}`);
      };
      items = await differences(ledger, storage, { deep: options.deep === true, apply: options.apply === true }, told);
      const audit = await ledger.checkAudit(signerOf(storage.siteKey, 'audit'));
      for (const [kind, count] of Object.entries(counts)) terminal.say(`${kind}: ${count}`);
      terminal.say(
        `${items} items looked at. History: ${audit.whole ? 'whole' : 'NOT whole'}, ${audit.entries} entries.`,
      );
      const ok = audit.whole && found.length === 0;
      return {
        exit: ok ? exitCodes.ok : exitCodes.verificationFailed,
        document: { ok, items, counts, differences: found, audit },
      };
    }),
});
