/** What a command says while it works. With `--json` stdout holds the document alone and humans read stderr. */
export interface Terminal {
  readonly json: boolean;
  say(line?: string): void;
  /** Rows under a headline, columns aligned. */
  table(headline: readonly string[], rows: readonly (readonly string[])[]): void;
  /** The state of what runs: one line that is rewritten on a terminal, a line for every change otherwise. */
  progress(line: string): void;
}

type Output = Pick<NodeJS.WriteStream, 'write'> & { readonly isTTY?: boolean; readonly columns?: number };

export function terminalOn(json: boolean, output: Output = json ? process.stderr : process.stdout): Terminal {
  let shown = '';
  const clear = () => {
    if (shown !== '' && output.isTTY) output.write('\r\u001b[2K');
    shown = '';
  };
  const say = (line = '') => {
    clear();
    output.write(`${line}\n`);
  };
  return {
    json,
    say,
    table: (headline, rows) => formatTable(headline, rows).forEach(say),
    progress: (line) => {
      if (line === shown) return;
      if (!output.isTTY) output.write(`${line}\n`);
      else output.write(`\r\u001b[2K${line.slice(0, (output.columns ?? 80) - 1)}`);
      shown = line;
    },
  };
}

/** Columns as wide as their widest cell, two spaces apart. */
export function formatTable(headline: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [headline, ...rows];
  const widths = headline.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
