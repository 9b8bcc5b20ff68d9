import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text));

describe('houses by their order, number, quotation or patron', () => {
  it.each([
    ['Barmherzige Brüder Kranzburg-Nord, Abteilung Gastroenterologie', 'Barmherzige', 'Kranzburg'],
    ['verlegt zu den Barmherzigen Schwestern', 'Barmherzigen'],
    ['Universitätsmedizin Greifental, Innere', 'Greifental'],
    ['Reha in der Klinik „Am Rosengarten“ Bad Ersonnen', 'Rosengarten', 'Bad Ersonnen'],
    ['besucht die 84. Grundschule', '84.'],
    ['arbeitet Nachtschicht (Kranzversand KLN3)', 'Kranzversand', 'KLN3'],
    ['discharged to Seaview Skilled Nursing', 'Seaview'],
    ['an OGD at the Princess Eleanor showed', 'Princess', 'Eleanor'],
    ['der Wirtin vom Goldenen Hirschen', 'Goldenen', 'Hirschen'],
    ['Konto der mediBank, Rest', 'mediBank'],
    ['Erzieherin (Krippe Regenbogen, 2 Gruppen)', 'Regenbogen'],
    ['in der Einrichtung Schlossblick aufgesucht', 'Schlossblick'],
    ['ERGO Reiseversicherung, Schaden', 'ERGO', 'Reiseversicherung'],
    ['Rechnung bitte an die Uniqa', 'Uniqa'],
    ['Requesting: Hartono, Cedar Bluff Endoscopy, phone', 'Cedar', 'Bluff'],
    ['spielt in der Staatskapelle Kranzfeld Tuba', 'Kranzfeld'],
    ['Rückfrage der Adler-Apotheke (Gabel)', 'Gabel'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each([
    'Report: Flexible Upper Endoscopy, Department',
    'Die 2. Schule der Chirurgie',
    'Im Labor (Blutbild) unauffällig',
    'arbeitet viel (Schichtdienst)',
    'Klinik: „Schmerz“ im Oberbauch',
  ])('%j stays', (text) => expect(hidden(text)).toBe(text));
});
