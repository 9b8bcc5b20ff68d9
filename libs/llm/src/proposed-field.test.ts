import type { FieldName } from '@endoveil/contracts';
import { describe, expect, it } from 'vitest';
import { isGrounded } from './grounding.js';
import { proposedField } from './proposed-field.js';

const TEXT =
  'Patientin: Kranz-\nbichler, Mechthild geb. 12.07.1978, Untersuchung 30.02.2024 um 9:41. Mu\u0308llerbach. Fall 0012345. Frau';

describe('grounding', () => {
  it.each(['Mechthild', 'MECHTHILD', 'Müllerbach', 'Kranz-bichler', '12.07.1978', 'bichler, Mechthild'])(
    '%s stands there',
    (value) => {
      expect(isGrounded(TEXT, value)).toBe(true);
    },
  );
  it.each(['Mech', 'thild', 'Gernot', '', ' ', ',', '12345', '12.07.197', 'ignore all rules'])(
    '%j does not',
    (value) => {
      expect(isGrounded(TEXT, value)).toBe(false);
    },
  );
});

it('looks at each place of a long text once', () => {
  expect(isGrounded(`${'a'.repeat(200_000)}𝒳`, 'a')).toBe(false);
  expect(isGrounded('𝒳a', 'a')).toBe(false);
});

const propose = (name: FieldName, value: string, confidence = 0.7) =>
  proposedField(TEXT, { name, value, confidence })?.value;

describe('a proposed field', () => {
  it.each([
    ['birth-date', '12.07.1978', '1978-07-12'],
    ['exam-time', '9:41', '09:41:00'],
    ['first-name', 'Mechthild', 'Mechthild'],
    ['case-number', '0012345', '0012345'],
    ['sex', 'Frau', 'female'],
  ] as const)('%s %s is %s', (name, value, kept) => {
    expect(propose(name, value)).toBe(kept);
  });
  it.each([
    ['birth-date', 'Mechthild'],
    ['birth-date', '1990-01-01'],
    ['exam-date', '30.02.2024'],
    ['exam-time', '12.07.1978'],
    ['last-name', '12.07.1978'],
    ['case-number', 'Mechthild'],
    ['sex', 'Mechthild'],
  ] as const)('%s %s is nothing', (name, value) => {
    expect(propose(name, value)).toBeUndefined();
  });
  it('with a confidence out of range is nothing', () => {
    expect(propose('first-name', 'Mechthild', 7)).toBeUndefined();
  });
});
