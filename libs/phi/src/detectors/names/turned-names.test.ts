import { describe, expect, it } from 'vitest';
import { leftOf } from '../../report-rig.js';

describe('family name, comma, first name', () => {
  it.each([
    ['DOĞAN, AYŞE    W    01.01.1974', 'DOĞAN', 'AYŞE'],
    ['PARK, MIN-JUN  M 07-Aug-1976', 'PARK', 'MIN'],
    ['SOMMER, EVA (W) 1.2.50', 'SOMMER', 'EVA'],
    ['Herbst, K. 61er Jahrgang', 'Herbst', 'K.'],
    ['Klein, F.', 'Klein', 'F.'],
    ['15.1.24 Wagner, S.', 'Wagner', 'S.'],
    ['3) Bo Lin H120007 58M polyp', 'Bo', 'Lin'],
    ['Initialen: H-J.S., weiblich', 'H-J.S'],
    ['3) Wiesinger K. + Wiesinger W. – nicht verwechseln', 'K.', 'W.'],
    ['Pt: Vandermolen, Ilse K   Acct 4008812276', 'Ilse K'],
    ['report read and signed L Obermoser 9:03', 'L Ober'],
    ['Brandel-Eiser · Homayoun · Kurz', 'Homayoun', 'Kurz'],
    ['Unters.: Lang Anästh.: Mbappel-Lang Instr.: Iwona', 'Mbappel', 'Lang'],
    ['Leitung Prof. Ph. Kranz', 'Ph.', 'Kranz'],
    ['Sammelbefund Lang, E. *1944', 'Lang', 'E.'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(leftOf(text)).not.toContain(value);
  });

  it.each([
    'RR, PULS UND TEMPERATUR NORMAL',
    'MAGEN, DUODENUM UNAUFFÄLLIG 12.5 MM',
    'Innere · Chirurgie · Anästhesie',
    'Ulkus, z. B. bei ASS',
  ])('%j stays', (text) => expect(leftOf(text)).toBe(text));
});
