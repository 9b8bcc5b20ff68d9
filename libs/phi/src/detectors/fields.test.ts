import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('what a system writes as field and value', () => {
  it.each([
    ['PID=4410;NACHN=KLEIN;VORN=GERDA;SEX=W', 'KLEIN', 'GERDA'],
    ['STAT=U4;ZI=12;ANF=jbrandt;VID=mkrause 02.11.23 16:40;TXT=Magen unauffällig', 'U4', '12', 'jbrandt', 'mkrause'],
    ['Name=Herbst|Vorname=Kai|Arzt=Lang|Ort=Halle', 'Herbst', 'Kai', 'Lang', 'Halle'],
  ])('%j', (text, ...values) => {
    const left = hidden(text).split(/[^\p{L}\d]+/u);
    for (const value of values) expect(left).not.toContain(value);
  });

  it.each(['TXT=Magen unauffällig;BEF=normal;SEX=W;DIAG=K57.30', 'BMI=23, RR=120/80, Name = Wert'])(
    '%j stays',
    (text) => expect(hidden(text)).toBe(text),
  );
});
