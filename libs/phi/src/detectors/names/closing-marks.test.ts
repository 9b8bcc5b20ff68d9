import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text));
const body = 'Der Befund ist unauffällig.\nKontrolle in einem Jahr.\n';

describe('marks beside the name of whoever signs', () => {
  it.each([
    [`${body}Grüß Gott\nDr. A. Feuchtmoser / kb`, 'kb'],
    [`${body}Mit freundlichen Grüßen\nDr. Ölbrach/wz\n`, 'wz'],
    [`${body}Mit freundlichen Grüßen\nOÄ Dr. Kranz (tm)\n`, 'tm'],
    [`${body}M. D.-R., FÄ Psychiatrie`, 'M. D.-R.'],
    [`${body}K.-H. W., Oberarzt`, 'K.-H. W.'],
    [`${body}Protokoll: kbw`, 'kbw'],
    [`${body}lwy, Assistenzärztin`, 'lwy'],
    [`${body}strk, 3.5.`, 'strk'],
    [`${body}Desinfektion beendet, Freigabe hk. Bestellung folgt.`, 'hk'],
    [`${body}Vorabmitteilung an Frau Öl durch gst. Meldepflicht geprüft.`, 'gst'],
  ])('%j', (text, mark) => expect(hidden(text)).not.toMatch(new RegExp(`(?<!\\p{L})${mark}(?!\\p{L})`, 'u')));

  it.each([
    `${body}Versorgung durch uns. Ersatz durch ppi.`,
    `${body}Amoxicillin / iv`,
    `${body}Hepatitis B., Facharzt vorstellen`,
    `${body}Kontrolle Kolon / re`,
  ])('%j stays', (phrase) => expect(hidden(phrase)).toBe(phrase));
});
