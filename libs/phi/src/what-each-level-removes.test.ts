import { expect, it } from 'vitest';
import { findIdentifiers, redact } from './index.js';

const left = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));
/** Far from letterhead, footer and anything that identifies. */
const inTheMiddle = (line: string) =>
  [...Array<string>(12).fill('Magen reizlos.'), line, ...Array<string>(12).fill('Bulbus reizlos.')].join('\n');
const lineLeft = (line: string) => left(inTheMiddle(line)).split('\n')[12]!;

/** The table of docs/text.md, row by row: what stays at full-reading and at rules-only. */
it.each([
  ['an unknown word where no name stands', 'Im Antrum ein Quorbelig von 3 mm', 'Quorbelig', 'goes'],
  ['an unknown word where a name stands', 'Quorbel klagt über Schmerzen', 'Quorbel', 'goes'],
  ['an unknown word where a town stands', 'wohnhaft in Quorbelingen', 'Quorbelingen', 'goes'],
  ['an eponym', 'Barrett-Ösophagus, Paris 0-IIa, Billroth II', 'Barrett-Ösophagus, Paris 0-IIa, Billroth II', 'stays'],
  ['an eponym that is a person', 'Herr Barrett kommt zur Kontrolle', 'Barrett', 'goes'],
  [
    'doses and measures',
    'Propofol 180 mg, 2 l/min, Hb 12,4 g/dl, Polyp 6 mm',
    '180 mg, 2 l/min, Hb 12,4 g/dl, Polyp 6 mm',
    'stays',
  ],
  ['codes that are everybody’s', 'K21.0, OPS 1-632.0, PZN 27580899', 'K21.0, OPS 1-632.0, PZN 27580899', 'stays'],
  ['a device’s model', 'Gerät: Olympus GIF-HQ190', 'GIF-HQ190', 'stays'],
  ['a device’s number', 'Seriennummer 2714403', '2714403', 'goes'],
  ['an age up to 89', 'Der 89-jährige Patient', '89', 'stays'],
  ['an age over 89', 'Der 90-jährige Patient', '90', 'goes'],
  ['a year', 'bekannt seit 2017', '2017', 'goes'],
  ['a time of day', 'Beginn 10:15 Uhr', '10:15', 'stays'],
  ['a number of three digits in the middle', 'Aufnahme 412 gespeichert', '412', 'stays'],
] as const)('%s', (_, line, value, expected) => {
  expect(lineLeft(line).includes(value) ? 'stays' : 'goes').toBe(expected);
});

it('short words and numbers of three digits in letterhead and footer', () => {
  const text = `Qul 412\n${inTheMiddle('Magen reizlos.')}`;
  expect(left(text).split('\n')[0]).not.toMatch(/Qul|412/);
});
