import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('numbers of files, batches, vehicles and rooms', () => {
  it.each([
    ['Schraube, Charge 4471-Q', '4471'],
    ['Impfung (Ch. BC21X04)', 'BC21X04'],
    ['Fzg RTW 3-83-2', '3-83'],
    ['Hilfe nach § 35 (Aktz. SA/4-B-12)', 'SA/4-B-12'],
    ['Zusage (GZ 11/60 02-Kl)', '11/60', '02-Kl'],
    ['Vorgang F-118-24', 'F-118'],
    ['Vers. 5512043.1', '5512043.1'],
    ['Fotos (ID FD_20150210_0044)', '20150210'],
    ['Ambulanz B1.07', 'B1.07'],
    ['Wohnbereich 3', '3'],
    ['INTENSIVSTATION J4', 'J4'],
    ['Beschluss 9 XVII 220/18', '220/18'],
    ['Az. 3/0228/14-2', '0228'],
    ['LOT: 8RT-55', '8RT'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each(['PEG 15 Ch. liegt', 'Charge fehlt', 'SN unauffällig', 'Code unbekannt'])('%j is none', (text) =>
    expect(hidden(text)).toBe(text),
  );
});
