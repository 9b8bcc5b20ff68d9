import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('houses, authorities, banks and clubs by their shape', () => {
  it.each([
    ['diagnostiziert in der Praxis Am Rain, danach', 'Am Rain'],
    ['Labor Prof. Erdmann & Kollegen', 'Kollegen'],
    ['MVZ Urologie an der Erfunde', 'MVZ', 'Erfunde'],
    ['betreut vom SAPV-Team Unterland', 'SAPV', 'Unterland'],
    ['Antrag beim Amt für soziale Sicherung und Teilhabe läuft', 'Amt', 'soziale', 'Sicherung'],
    ['Termin in der Suchtberatungsstelle der Caritas', 'Suchtberatung', 'Caritas'],
    ['Konto bei der Hessischen Landesbank', 'Landesbank'],
    ['Sie arbeitet im EDEKA, erst ab drei zu Hause', 'EDEKA'],
    ['Betreuer (Verein Lichtblick) informiert', 'Lichtblick'],
    ['AOK - Die Gesundheitskasse\nFallmanagement', 'Gesundheitskasse'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each(['Verein zur Selbsthilfe, Team informiert, Amt'])('%j stays', (phrase) =>
    expect(hidden(phrase)).toBe(phrase),
  );
});
