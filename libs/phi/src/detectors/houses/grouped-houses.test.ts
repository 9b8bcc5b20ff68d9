import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text));

describe('groups of houses, parks of works, and works by their land', () => {
  it.each([
    ['Talrain Kliniken, Kinderradiologie', 'Talrain'],
    ['(Prostata-Ca, Rottach-Inn Kliniken)', 'Rottach-Inn'],
    ['Kliniken der Stadt Talberg – Krankenhaus Nord', 'Talberg'],
    ['KLINIKEN DES LANDKREISES TALBERG\n', 'TALBERG'],
    ['Kinzingen Cancer Center', 'Kinzingen'],
    ['Arbeitet Schicht im Chemiepark Bitterberg.', 'Chemiepark Bitterberg'],
    ['hat bei der Deutschen Reichsbahn gelernt', 'Reichsbahn'],
    ['Präparat an Pathologie Engi (Begleitschein)', 'Pathologie Engi'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each([
    'in anderen Kliniken',
    'Universitäre Kliniken',
    'Beide Kliniken lehnten ab',
    'Pathologie (Histologie)',
    'Comprehensive Cancer Center',
  ])('%j stays', (phrase) => expect(hidden(phrase)).toBe(phrase));
});
