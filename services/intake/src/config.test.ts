import { loadSettings } from '@endoveil/runtime';
import { expect, it } from 'vitest';
import { intakeSettings } from './config.js';

const centersOf = (given: string) => loadSettings(intakeSettings, { ENDOVEIL_CENTERS: given }).centers;

it('takes as centers what a center may be called, and refuses what could be a name of somebody', () => {
  expect(centersOf('north, south_2,')).toEqual(['north', 'south_2']);
  for (const given of ['north,Roswitha Kranzbichler', '-north', 'n'.repeat(61), 'Süd']) {
    expect(() => centersOf(given), given).toThrow(/ENDOVEIL_CENTERS/);
    expect(() => centersOf(given), given).not.toThrow(/Roswitha/);
  }
});
