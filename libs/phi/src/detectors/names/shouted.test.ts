import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('in nothing but capitals', () => {
  it.each([
    ['DRAINAGE AM 4.1. DURCH OA DR. KRANZL, KOMPLIKATIONSLOS.', 'KRANZL', 'DR.'],
    ['VERLAUF: FRAU HAFERSTROH WURDE ÜBER DIE NOTAUFNAHME AUFGENOMMEN.', 'HAFERSTROH'],
    ['MIT FREUNDLICHEN GRÜSSEN\nPROF. DR. O. BRUNN      STRAUBHUBER\nCHEFARZT', 'O. BRUNN', 'PROF. DR.'],
    ['LKH OBERTALMARK, STANDORT TALBERG', 'OBERTALMARK', 'TALBERG'],
    ['EINSENDER: KRANKENHAUS VORTAL, INTERNE, PRIM. DR. HIRSCHGRUBER', 'PRIM. DR.', 'HIRSCHGRUBER'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each([
    'DIAGNOSEN: AKUTE NEKROTISIERENDE PANKREATITIS, BILIÄR; CHOLEZYSTOLITHIASIS; ARTERIELLE HYPERTONIE',
    'HAUPT- UND NEBENDIAGNOSEN',
    'LEUKOZYTEN 12,1  CRP 187  LIPASE 6400 U/L',
    'ENTLASSUNG IN GUTEM ALLGEMEINZUSTAND.',
  ])('%j stays', (phrase) => expect(hidden(phrase)).toBe(phrase));
});
