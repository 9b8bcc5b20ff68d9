import { describe, expect, it } from 'vitest';
import { leftOf } from '../../report-rig.js';

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
    const left = leftOf(text).split(/[^\p{L}\d]+/u);
    for (const value of values) expect(left).not.toContain(value);
  });

  it.each([
    'Nach dem Bad Eincremen der Haut',
    'Inspektion unauffällig, Palpation und Inspektion Abdomen',
    'CT Thorax und MRT Becken ohne Befund',
    'Der Standort der Sonde wurde geprüft',
    'Mobiler Dienst wurde informiert',
  ])('%j stays', (text) => expect(leftOf(text)).toBe(text));
});
