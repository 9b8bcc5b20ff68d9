import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));
const table = (...rows: readonly string[]) => rows.join('\n');

describe('columns of a table', () => {
  it.each([
    [table('Datum\tCRP\tHz', '12.06.23\t33\tuw', '14.06.23\t12\tpo'), 'uw', 'po'],
    [
      table('Nr | Pat. | Diagnose | vorgestellt durch', '1 | Sommer | Polyp | Lang', '2 | Klein | Ulkus | Koch'),
      'Sommer',
      'Klein',
      'Lang',
      'Koch',
    ],
    [table('Zimmer;Name;Kost', '4;Winter;Brei', '5;Stark;Vollkost'), 'Winter', 'Stark'],
    [table('Time\tBP\tInitials', '08:00\t120/80\tjb', '09:00\t118/70\tkw'), 'jb', 'kw'],
  ])('%j', (text, ...values) => {
    const left = hidden(text).split(/[^\p{L}\d]+/u);
    for (const value of values) expect(left).not.toContain(value);
  });

  it.each([
    table('Name\tDosis\tEinheit', 'Pantoprazol\t40\tmg'),
    table('Parameter | Wert | Norm', 'Leukozyten | 7,1 | 4-10'),
    table('Kost | Pat. | Bemerkung', 'Brei | nüchtern | Sonde', 'Tee | ja | keine'),
  ])('%j stays', (text) => expect(hidden(text)).toBe(text));
});

it('takes the labels of a form in two columns for no people', () => {
  const form =
    'Nachname\tSchädlich\nVorname\tUte-Marlies\nGeschlecht\tweiblich\nStation\tB 033\nBeginn Sedierung\t09:38';
  const text = redact(form, findIdentifiers(form, { mode: 'strict' }));
  for (const label of ['Nachname', 'Vorname', 'Geschlecht', 'Station', 'Beginn Sedierung'])
    expect(text).toContain(label);
  for (const name of ['Schädlich', 'Ute-Marlies']) expect(text).not.toContain(name);
});
