import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text));

describe('schools and services by the place they stand at or serve', () => {
  it.each([
    ['Lian besucht die Realschule Am Kranzberg (7b).', 'Realschule', 'Kranzberg'],
    ['Gymnasium An der Leite', 'Gymnasium', 'Leite'],
    ['Kindergarten Zum Igelbach', 'Kindergarten', 'Igelbach'],
    ['Die Spitex Oberkranztal kommt täglich.', 'Spitex', 'Oberkranztal'],
    ['Sozialstation Kranzing ist informiert', 'Sozialstation', 'Kranzing'],
    ['über die Spitex Kranzwil-Berg', 'Spitex', 'Kranzwil'],
    ['aus dem UKM Kranzheim übernommen', 'UKM', 'Kranzheim'],
    ['SAPV Abendstern Oberkranz, Notiz', 'Abendstern', 'Oberkranz'],
    ['LKH Oberfeld', 'Oberfeld'],
    ['vom BKH Niederkirchen', 'Niederkirchen'],
  ])('%j', (text, ...parts) => {
    for (const part of parts) expect(hidden(text)).not.toContain(part);
  });

  it.each([
    'Die Spitex kommt zweimal täglich.',
    'Spitex Organisation durch den Sozialdienst',
    'Besucht die Grundschule. Am Abend müde.',
    'SAPV Verordnung Muster 63',
    'KH Aufnahme wegen Fieber',
  ])('%j stays', (phrase) => expect(hidden(phrase)).toBe(phrase));
});
