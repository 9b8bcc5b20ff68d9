import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text));

describe('houses that nobody wrote with a capital, or whose name goes on', () => {
  it.each([
    ['an die notaufnahme elbe-jeetzel-klinik dannenberg\nüberweisung', 'elbe', 'jeetzel', 'dannenberg'],
    ['war im st. anna-hospital herne wegen der galle', 'anna', 'herne'],
    ['aus dem pflegeheim rosenhof gebracht', 'rosenhof'],
    ['verlegt aus dem krankenhaus zwiesenbach gestern', 'zwiesenbach'],
    ['follow-up at Lutham and Dunford Hospital.', 'Lutham', 'Dunford'],
    ['seen at Kingsby & Whitford Infirmary', 'Kingsby', 'Whitford'],
    ['VSNR bekannt, ÖGK-W, Wahlarzt', 'ÖGK-W'],
    ['Lausanne (damals CHUV) und HUG', 'CHUV', 'HUG'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each([
    'in der tagesklinik vorgestellt',
    'im pflegeheim versorgt',
    'im krankenhaus gelegen, aus dem pflegeheim gekommen',
    'Stomach and Bowel Clinic',
    'in die reha-klinik entlassen',
  ])('%j stays', (phrase) => expect(hidden(phrase)).toBe(phrase));
});
