import { EndoveilError } from '@endoveil/contracts';
import { describe, expect, it } from 'vitest';
import { withCorrelation } from './correlation.js';
import { createLog, type LogFields } from './log.js';

function linesOf(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(createLog({ service: 'test', level: 'debug', destination: { write: (line) => void lines.push(line) } }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('log', () => {
  it('writes the event, the service and the correlation id', () => {
    const [line] = linesOf((log) => withCorrelation('c-1', () => log.info('attempt.started', { fence: 3 })));
    expect(line).toMatchObject({ event: 'attempt.started', service: 'test', level: 'info', fence: 3 });
    expect(line).toHaveProperty('correlationId', 'c-1');
  });

  it('never writes an error message, whatever it quotes', () => {
    const cause = new Error('Key (name)=(Kranzbichler) already exists');
    const error = new EndoveilError('internal', { cause });
    const [line] = linesOf((log) => log.error('attempt.failed', { error }));
    expect(JSON.stringify(line)).not.toContain('Kranzbichler');
    expect(line).toMatchObject({ errorName: 'EndoveilError', code: 'internal' });
  });

  it('takes no line of a message for a place in our code', () => {
    const error = new Error('" x\n    at Kranzbichler (Roswitha:21:7)" is not valid JSON', {
      cause: new Error('read\n  at Kranzbichler'),
    });
    const [line] = linesOf((log) => log.error('attempt.failed', { error }));
    expect(JSON.stringify(line)).not.toContain('Kranzbichler');
    expect(JSON.stringify(line)).toContain('log.test');
  });

  it('drops fields it does not know and values that are not plain', () => {
    const sneaky = { patient: 'Kranzbichler', level: 'Kranzbichler, Roswitha 21.07.1953' } as LogFields;
    const [line] = linesOf((log) => log.info('x', sneaky));
    expect(JSON.stringify(line)).not.toContain('Kranzbichler');
    expect(line).toHaveProperty('level');
  });
});
