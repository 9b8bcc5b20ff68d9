import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const filler = Array<string>(12).fill('Magen und Bulbus reizlos, keine Blutung.');
const hidden = (text: string) => {
  const lines = [...filler, text, ...filler].join('\n');
  return redact(lines, findIdentifiers(lines, { mode: 'strict' })).split('\n')[filler.length]!;
};

describe('which of its sites a house is', () => {
  it.each([
    ['LKH Graz, Standort West, Station 3', 'Standort', 'West'],
    ['Verlegung in den Campus Kieler Bucht', 'Campus', 'Kieler', 'Bucht'],
    ['Aufnahme in der KAVEG Klagenfurt geplant', 'KAVEG'],
    ['Gesundheitsbezirk Meran-Vinschgau', 'Gesundheitsbezirk'],
    ['Weiterbetreuung durch den Psychosozialen Dienst Flachgau', 'Psychosozialen', 'Dienst', 'Flachgau'],
    ['Stellungnahme für das Jugendamt der Stadt Bergisch Gladbach', 'Jugendamt', 'Bergisch'],
    ['Reha in Bad Wullingen beantragt', 'Wullingen'],
    ['AHB in Bad Wildungen beantragt', 'Bad', 'Wildungen'],
    ['Polizeiinspektion Wulls-Siezenheim wurde verständigt', 'Wulls', 'Siezenheim'],
    ['in Begleitung der Polizei, Inspektion Wals-Siezenheim', 'Wals', 'Siezenheim'],
  ])('%j', (text, ...values) => {
    const left = hidden(text).split(/[^\p{L}\d]+/u);
    for (const value of values) expect(left).not.toContain(value);
  });

  it.each([
    'Nach dem Bad Eincremen der Haut',
    'Inspektion unauffällig, Palpation und Inspektion Abdomen',
    'CT Thorax und MRT Becken ohne Befund',
    'Der Standort der Sonde wurde geprüft',
    'Mobiler Dienst wurde informiert',
  ])('%j stays', (text) => expect(hidden(text)).toBe(text));
});
