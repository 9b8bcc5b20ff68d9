import { findIdentifiers, redact } from './index.js';

const FILLER = Array<string>(12).fill('Magen und Bulbus reizlos, keine Blutung.');

/** What is left of a text in the middle of a report, behind some other lines of it. */
export function leftOf(text: string, ...before: readonly string[]): string {
  const whole = [...FILLER, ...before, text, ...FILLER].join('\n');
  const lines = redact(whole, findIdentifiers(whole, { mode: 'strict' })).split('\n');
  return lines.slice(FILLER.length + before.length, -FILLER.length).join('\n');
}

export const leftBesideAName = (text: string): string => leftOf(text, 'Herr Kranzbichler kam.');
