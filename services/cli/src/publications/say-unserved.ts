import { explain } from '@endoveil/contracts';
import type { Unserved } from '@endoveil/ledger';
import type { Terminal } from '../command-line/terminal.js';

/** What was accepted and will not happen soon. */
export function sayUnserved(terminal: Terminal, unserved: Unserved): void {
  if (unserved === null) return;
  const { text, next } = explain(unserved);
  terminal.say(`${text} ${next}`);
}
