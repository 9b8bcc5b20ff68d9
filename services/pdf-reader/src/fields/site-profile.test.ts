import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { textOf } from '../reading/page-words.js';
import { behindHouseLabels, housesZones, knownOfHouse, profileOf, readProfiles } from './site-profile.js';
import { statedFields } from './stated-fields.js';

function fileWith(told: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), 'profiles-')), 'profiles.json');
  writeFileSync(path, typeof told === 'string' ? told : JSON.stringify(told));
  return path;
}

const north = {
  centers: ['north'],
  people: ['Ottilie Beispielhaft'],
  places: ['Haus Birkengrund'],
  labels: { 'case-number': ['Vorgangskennung'], examiner: ['Durchführende Person'] },
  covered: [{ page: 'first', x: 0, y: 0, width: 1, height: 0.1 }],
};
const profiles = readProfiles(fileWith({ profiles: [north, { centers: ['*'], text: 'surrogates' }] }));
const profile = profileOf(profiles, 'north');

function pageSaying(text: string) {
  const words = text.split(' ').map((one, i) => ({
    text: one,
    box: { x: 120 * i, y: 100, width: 100, height: 20 },
    line: 1,
    confidence: 96,
  }));
  return { layer: textOf([]), ocr: textOf(words) };
}

describe('the profile of a center', () => {
  it('is its own, or the one for all others, or none', () => {
    expect(profile?.people).toEqual(['Ottilie Beispielhaft']);
    expect(profileOf(profiles, 'south')?.text).toBe('surrogates');
    expect(profileOf(readProfiles(fileWith({ profiles: [north] })), 'south')).toBeUndefined();
    expect(profileOf(undefined, 'north')).toBeUndefined();
  });

  it('has staff and places searched for', () => {
    expect(knownOfHouse(profile)).toEqual([
      { name: 'last-name', value: 'Ottilie Beispielhaft' },
      { name: 'institution', value: 'Haus Birkengrund' },
    ]);
  });

  it('lets fields be read behind labels of the house, and hides what stands there', () => {
    const text = 'Vorgangskennung: 0012345678 Durchführende Person: Sauerbeck, Ottokar';
    const fields = Object.fromEntries(
      statedFields([pageSaying(text)], profile).map(({ name, value }) => [name, value]),
    );
    expect(fields).toMatchObject({ 'case-number': '0012345678', examiner: 'Sauerbeck, Ottokar' });
    const line = 'Vorgangskennung XYZ quer Datum: 1\nnächste Zeile';
    expect(behindHouseLabels(line, profile).map(({ start, end }) => line.slice(start, end))).toEqual(['XYZ quer']);
  });

  it('covers zones on the pages it names', () => {
    const size = { width: 1000, height: 2000 };
    expect(housesZones(profile, { page: 1, pages: 2 }, size)).toEqual([{ x: 0, y: 0, width: 1000, height: 200 }]);
    expect(housesZones(profile, { page: 2, pages: 2 }, size)).toEqual([]);
  });
});

it.each([
  ['no JSON', 'people: Kranzbichler'],
  ['an unknown key', { profiles: [{ ...north, staff: ['Kranzbichler'] }] }],
  ['a value too short', { profiles: [{ ...north, people: ['K'] }] }],
  ['a field that has no label', { profiles: [{ ...north, labels: { device: ['Kranzbichler'] } }] }],
  ['a center with two profiles', { profiles: [north, north] }],
  ['a zone off the page', { profiles: [{ ...north, covered: [{ ...north.covered[0], x: 2 }] }] }],
])('a file with %s is refused, and no value is said', (_, told) => {
  expect(() => readProfiles(fileWith(told))).toThrow(/^ENDOVEIL_REPORT_PROFILES: /);
  expect(() => readProfiles(fileWith(told))).not.toThrow(/Kranzbichler/);
});
