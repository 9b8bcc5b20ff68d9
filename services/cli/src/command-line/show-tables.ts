import type { Table } from '@endoveil/eval';
import type { Terminal } from './terminal.js';

/** Tables below each other, an empty line before each. */
export function showTables(terminal: Terminal, tables: readonly Table[]): void {
  for (const { headline, rows } of tables) {
    terminal.say();
    terminal.table(headline, rows);
  }
}
