import { expect, it } from 'vitest';
import { findIdentifiers } from '../find-identifiers.js';

const removed = (text: string) => findIdentifiers(text).map(({ start, end }) => text.slice(start, end));

it('removes a run of letters that nobody wrote as a whole, with whatever hides in it', () => {
  const run = `${'ab'.repeat(120)}HerrKranzbichler${'Xy7'.repeat(60)}`;
  const text = `Befund: unauffällig. ${run} Die Schleimhaut ist reizlos.`;
  expect(removed(text)).toEqual([run]);
});

it('keeps lines of strokes and dots, and long words', () => {
  const text = `Inhalt${'.'.repeat(240)}3\n${'_'.repeat(300)}\nÖsophagogastroduodenoskopie`;
  expect(removed(text)).toEqual([]);
});
