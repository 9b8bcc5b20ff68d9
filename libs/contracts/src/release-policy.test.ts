import { expect, it } from 'vitest';
import { ReleasePolicy } from './release.js';

const naming = (level: string, verdict = 'verified') => ({
  withoutPerson: [{ kind: 'report', level, verdict }],
});

it('may name what was read completely and verified', () => {
  expect(ReleasePolicy.parse(naming('full-reading')).withoutPerson).toHaveLength(1);
});

it.each(['rules-only', 'roi-masking', 'hold'])('never spares a result of %s its review', (level) => {
  expect(() => ReleasePolicy.parse(naming(level))).toThrow('always looked at');
});

it('cannot name anything but verified', () => {
  expect(() => ReleasePolicy.parse(naming('full-reading', 'unsure'))).toThrow('verdict');
});
