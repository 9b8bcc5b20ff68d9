import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text));

describe('months and feasts that stand alone', () => {
  it.each([
    ['Im August war er zu Besuch.', 'August'],
    ['CT vom Mai des Vorjahres', 'Mai'],
    ['Beschwerden seit dem Mai und im März davor', 'Mai', 'März'],
    ['Anfang April dann Besserung', 'April'],
    ['Zu Silvester Fieber, an Neujahr besser.', 'Silvester', 'Neujahr'],
    ['ZU SILVESTER FIEBER', 'SILVESTER'],
    ['am Stephanitag gestürzt, um Mariä Lichtmess besser', 'Stephanitag', 'Mariä Lichtmess'],
    ['in der 2. Märzwoche und Mitte der ersten Maiwoche', 'Märzwoche', 'Maiwoche'],
    ['vor Nikolo, nach Heiligabend, zu Karneval', 'Nikolo', 'Heiligabend', 'Karneval'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each(['Anfang der Therapie', 'Mai-Thurner-Syndrom'])('%j stays', (phrase) => expect(hidden(phrase)).toBe(phrase));
});
