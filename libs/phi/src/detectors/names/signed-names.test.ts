import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));
const greeting = 'Der Befund war unauffällig.\n\nMit freundlichen Grüßen\n\n';

describe('whoever signs', () => {
  it.each([
    ['Herbst\nStationsarzt', 'Herbst'],
    ['Hell-Braun', 'Hell', 'Braun'],
    ['Stumpf                     Dr. Wald\nAssistenzarzt              Oberarzt', 'Stumpf', 'Wald'],
    ['Dr. Kessel      Joh. Regen\nOberarzt        Assistenzarzt', 'Kessel', 'Regen'],
    ['K.-H. Feld\nInternist', 'Feld'],
    ['te Kamp', 'te Kamp'],
    ['Dunkel / mo', 'Dunkel', 'mo'],
  ])('%j', (lines, ...names) => {
    for (const name of names) expect(hidden(greeting + lines + '\n')).not.toContain(name);
  });

  it('in columns without a greeting', () => {
    expect(hidden('Verlegt in stabilem Zustand.\n\nB. Kranz      V. Torf\nDienstarzt\n')).not.toMatch(/Kranz|Torf/u);
  });

  it.each(['Oberarzt der Klinik', 'Anlage: EKG', 'Stationsärztin'])('%j is nobody', (line) => {
    expect(hidden(greeting + line + '\n')).toContain(line);
  });
});
