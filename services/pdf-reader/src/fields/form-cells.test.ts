import { expect, it } from 'vitest';
import { formCells } from './form-cells.js';
import type { PlacedWord } from '../reading/page-words.js';

const word = (text: string, x: number, y: number, height = 20): PlacedWord => ({
  text,
  box: { x, y, width: text.length * 12, height },
  line: y,
  confidence: 95,
});

it('pairs labels with what stands below them', () => {
  const words = [
    word('Name:', 100, 100),
    word('Vorname:', 600, 100),
    word('von', 100, 140, 28),
    word('Tiefenthal', 146, 140, 28),
    word('Emre', 600, 141, 28),
  ];
  expect(formCells(words)).toBe('Name: von Tiefenthal\nVorname: Emre');
});

it('pairs nothing where the value stands beside its label, too far below or in another column', () => {
  const words = [
    word('Name:', 100, 100),
    word('Kranzbichler', 165, 100),
    word('Befund:', 100, 300),
    word('Magen', 100, 400),
    word('Arzt:', 600, 300),
    word('Duodenum', 750, 330),
  ];
  expect(formCells(words)).toBe('');
});

it('pairs labels with the column beside them, however a reader orders the two', () => {
  const labels = [word('Name:', 100, 100), word('Vorname:', 100, 140), word('U-Datum:', 100, 180)];
  const values = [word('Kranzbichler', 300, 100), word('Emre', 300, 141), word('03.05.2024', 300, 180)];
  const beyond = [word('Fallnummer:', 700, 100), word('12345678', 900, 100)];
  expect(formCells([...labels, ...values, ...beyond])).toBe(
    'Name: Kranzbichler\nVorname: Emre\nU-Datum: 03.05.2024\nFallnummer: 12345678',
  );
});

it('knows a label without its colon above its value, and pairs none that may stand below it', () => {
  const row = [word('Vorname', 100, 100), word('geb.', 400, 100), word('Emre', 100, 140), word('12.07.1978', 400, 140)];
  expect(formCells(row)).toBe('Vorname: Emre\ngeb: 12.07.1978');
  const under = [word('Emre', 100, 76), word('Vorname', 100, 100), word('Thea', 100, 140), word('Rufname', 100, 164)];
  expect(formCells(under)).toBe('');
});

it('takes the heads of a table of staff for no labels of the patient', () => {
  const heads = [word('Funktion', 100, 100), word('Name', 400, 100), word('Vorname', 700, 100)];
  const first = [word('Untersucher', 100, 140), word('Sauerbeck', 400, 140), word('Heinz', 700, 140)];
  expect(formCells([...heads, ...first])).toBe('');
});
