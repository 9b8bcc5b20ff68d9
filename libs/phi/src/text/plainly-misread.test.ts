import { describe, expect, it } from 'vitest';
import { asItStood } from './as-it-stood.js';
import { identifierFinder, redact } from '../index.js';

/** Between a letterhead and a footer, where nothing but a word itself says what it is. */
const inText = (line: string) =>
  `${'Befund der Untersuchung\n'.repeat(9)}${line}\n${'Der Befund ist unauffällig.\n'.repeat(5)}`;
const hidden = (line: string, readBy: 'people' | 'ocr') => {
  const text = inText(line);
  return redact(text, identifierFinder(text, readBy)({ mode: 'strict' }));
};

describe('what OCR misread', () => {
  it.each([
    ['Die Magenschleimhaut und das Duodenurn sind reizlos.', 'Duodenurn'],
    ['Das Coeeum ist frei, kein Ulkus, keine Obstipatlon.', 'Obstipatlon'],
    ['Die R6ntgenaufnahme wird nachgereicht.', 'R6ntgenaufnahme'],
    ['Keine Schrnerzen, keine Anarnnese.', 'Schrnerzen'],
    ['Pupiilen isokor, keine Ubelkeit, kein Karzinorn.', 'Karzinorn'],
  ])('%s', (line, word) => {
    expect(hidden(line, 'ocr')).toContain(word);
    expect(hidden(line, 'people')).not.toContain(word);
  });

  it.each([
    // short, or a family name as it stands or stood
    ['Weiteres siehe Kem, Hom und Stem.', 'Kem', 'Hom', 'Stem'],
    ['Weiteres bei Bauem und Kemer.', 'Bauem', 'Kemer'],
    ['Die Angaben macht Wachtei zum Verlauf.', 'Wachtei'],
    ['Dazu auch Zimmerrnann und Schneicler.', 'Zimmerrnann', 'Schneicler'],
    ['Dazu auch Kranzbichier und Tjaclen.', 'Kranzbichier', 'Tjaclen'],
    // a misread word, and a sign that it is somebody
    ['Frau Schrnerzen kam am Montag.', 'Schrnerzen'],
    ['Dr. Schrnerzen, Oberarzt', 'Schrnerzen'],
    ['Die Tochter, Gesche Schrnerzen, wurde informiert.', 'Schrnerzen'],
    ['Schrnerzen, Gesche geb. 12.03.1961', 'Schrnerzen'],
    ['Schrnerzen berichtet über Tenesmen.', 'Schrnerzen'],
    ['Untersucher: Schrnerzen', 'Schrnerzen'],
    ['Überweisung aus Karzinorn am Montag.', 'Karzinorn'],
    ['K. Schrnerzen, der Verlauf gut.', 'Schrnerzen'],
    ['Gez. Karzinorn Wübbenhorst', 'Karzinorn'],
    // somebody of the document is called so
    ['Herr Karzinorn wurde aufgenommen.\nEs bleibt dabei: Karzinorn der Meinung.', 'Karzinorn'],
    ['Herr Karzinom wurde aufgenommen.\nEs bleibt dabei: Karzinorn der Meinung.', 'Karzinorn'],
  ])('%s', (line, ...names) => {
    for (const name of names) expect(hidden(line, 'ocr')).not.toContain(name);
  });

  it('goes from letterheads and footers, unless a sentence stands there', () => {
    const text = `Klinik\nDas Duodenurn\n${'Befund der Untersuchung\n'.repeat(9)}Die Biopsie ergab ein Karzinorn im Antrum.\nDas Adenokarzinorn`;
    const said = redact(text, identifierFinder(text, 'ocr')({ mode: 'strict' }));
    expect(said).not.toContain('Duodenurn');
    expect(said).not.toContain('Adenokarzinorn');
    expect(said).toContain('Karzinorn');
  });

  it.each([
    ['Die letzte Kontrolle war im Septembcr 2022.', 'Septembcr'],
    ['Nächste Kontrolle am Miltwoch, dem 3. April, geplant.', 'Miltwoch', 'April'],
    ['Er wohnt seit Jahren in der Schwelz.', 'Schwelz'],
    ['Die Untersuchung in der Radiolagie am Görderisee war gut.', 'Radiolagie', 'Görderisee'],
    ['Untersucber: Kranz', 'Kranz'],
    ['Geburtsdafum: 12.03.', '12.03.'],
  ])('is read as it may have stood as well: %s', (line, ...said) => {
    for (const value of said) expect(hidden(line, 'ocr')).not.toContain(value);
  });
});

it('answers what was read for every stretch of what may have stood there', () => {
  const read = 'Untersucber: Kranz, Geburtsdafum 12.03.';
  const [stood] = asItStood(read);
  expect(stood!.text).toBe('Untersucher: Kranz, Geburtsdatum 12.03.');
  const asRead = (said: string) => {
    const start = stood!.text.indexOf(said);
    const span = stood!.asRead({ start, end: start + said.length });
    return read.slice(span.start, span.end);
  };
  expect(asRead('Kranz')).toBe('Kranz');
  expect(asRead('12.03.')).toBe('12.03.');
  expect(asRead('Geburtsdatum 12')).toBe('Geburtsdafum 12');
  // a part of a repaired word is the whole of it
  expect(asRead('sucher: K')).toBe('Untersucber: K');
  expect(asRead('datum')).toBe('Geburtsdafum');
});

it('has nothing to say of a text without misread words', () => {
  expect(asItStood('Der Befund ist unauffällig. Kranzbichler, Kern, Stem')).toEqual([]);
});
