import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text));

describe('a day whose month is understood, told by what cannot follow a number', () => {
  it.each([
    ['PET-CT in Ulm am 16.: keine Fernmetastasen', '16.'],
    ['Nach Beschluss vom 17. stereotaktische Bestrahlung', '17.'],
    ['Am 11. Harnwegsinfekt, Pivmecillinam für 3 Tage', '11.'],
    ['hat zum 22. einen Platz gefunden', '22.'],
    ['bis zum 9. keine Besserung, vom 8. das Labor', '9.', '8.'],
    ['paused from 16 to 21 May', '16'],
    ['seen on 3 and 14 March 2023', 'on 3 '],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each([
    'Am 2. postoperativen Tag Kostaufbau',
    'am 3. Tag, vom 4. Lebensjahr an, zum 2. Mal',
    'Am 5. Finger Rhagade, am 4. Strahl links',
    'Am 3. Zyklus wurde festgehalten',
    'zum 3. operativen Eingriff',
  ])('%j stays', (phrase) => expect(hidden(phrase)).toBe(phrase));
});
