import { describe, expect, it } from 'vitest';
import { formatTable, terminalOn } from './terminal.js';

const recording = (isTTY: boolean) => {
  const written: string[] = [];
  return { written, output: { isTTY, columns: 20, write: (text: string) => written.push(text) > 0 } };
};

describe('progress', () => {
  it('is a line for every change where nobody watches', () => {
    const { written, output } = recording(false);
    const terminal = terminalOn(false, output);
    terminal.progress('frame 1');
    terminal.progress('frame 1');
    terminal.progress('frame 2');
    expect(written).toEqual(['frame 1\n', 'frame 2\n']);
  });

  it('is one line that is rewritten on a terminal, and gone before the next sentence', () => {
    const { written, output } = recording(true);
    const terminal = terminalOn(false, output);
    terminal.progress('a line that is longer than the terminal is wide');
    terminal.say('done');
    expect(written.join('')).toBe('\r\u001b[2Ka line that is long\r\u001b[2Kdone\n');
  });
});

describe('a table', () => {
  it('aligns its columns and leaves no blanks at the end', () => {
    const rows = [
      ['one', ''],
      ['three', 'x'],
    ];
    expect(formatTable(['A', 'LONG'], rows)).toEqual(['A      LONG', 'one', 'three  x']);
  });
});
