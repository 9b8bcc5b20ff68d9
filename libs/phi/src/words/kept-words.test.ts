import { expect, it } from 'vitest';
import { findIdentifiers, redact } from '../index.js';

it.each([
  'Über Risiken und Alternativen wurde gesprochen',
  'Doppler der Karotiden beidseits ohne Stenose',
  'Ulkus an der kleinen Kurvatur',
  'Zwieback und Kamillentee wurden vertragen',
  'Nach Gabe von Furosemid gute Ausscheidung',
  'Anlage eines Kapnoperitoneums, Clippen der Arteria cystica',
  'Der Hospizdienst und die Spitex sind informiert',
  'Hydrokolloid alle drei Tage',
  'Trockengewicht am Dialysator erreicht',
])('keeps what every report says: %j', (text) =>
  expect(redact(text, findIdentifiers(text, { mode: 'strict' }))).toBe(text),
);
