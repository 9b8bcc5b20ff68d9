import { expect, it } from 'vitest';
import { formCells } from './form-cells.js';
import type { PlacedWord } from './page-words.js';

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
