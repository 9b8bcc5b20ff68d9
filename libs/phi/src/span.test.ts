import { describe, expect, it } from 'vitest';
import { detectLanguage, findIdentifiers, measureLetters, mergeSpans, redact, type Span } from './index.js';

const span = (start: number, end: number, over: Partial<Span> = {}): Span => ({
  start,
  end,
  label: 'name',
  confidence: 0.5,
  reason: 'test',
  ...over,
});

describe('spans', () => {
  it('that overlap become one, named by the surer', () => {
    expect(mergeSpans([span(5, 9), span(0, 6, { label: 'date', confidence: 0.9 })])).toEqual([
      span(0, 9, { label: 'date', confidence: 0.9 }),
    ]);
  });
  it('that touch or are empty stay apart', () => {
    expect(mergeSpans([span(4, 8), span(0, 4), span(9, 9)])).toEqual([span(0, 4), span(4, 8)]);
  });
});

describe('redaction', () => {
  it('keeps everything between spans, and the layout with blocks', () => {
    const text = 'Herr Kranz\nbichler kam.';
    expect(redact(text, [span(5, 18)])).toBe('Herr [NAME] kam.');
    expect(redact(text, [span(5, 18)], 'blocks')).toBe('Herr █████\n███████ kam.');
  });
  it('done twice changes nothing more', () => {
    const text = 'Patient: Kranzbichler, Gernot geb. 12.07.1978, Fallnummer: 0012345678';
    const once = redact(text, findIdentifiers(text), 'blocks');
    expect(redact(once, findIdentifiers(once), 'blocks')).toBe(once);
  });
});

const cover = (source: string, mode: 'full' | 'strict') =>
  new Set(
    findIdentifiers(source, { mode }).flatMap(({ start, end }) =>
      Array.from({ length: end - start }, (_, i) => start + i),
    ),
  );

describe('strict mode', () => {
  const text = `Klinikum Musterhausen
Abteilung Wendelfang
Patient: Kranzbichler, Gernot geb. 12.07.1978
siehe Ölrupling daneben

${'Die Schleimhaut war unauffällig.\n'.repeat(12)}
Seite 1 Zubarnik 4711`;
  it('removes unknown words near identifiers, in letterhead and footer', () => {
    const strict = redact(text, findIdentifiers(text, { mode: 'strict' }));
    for (const word of ['Wendelfang', 'Ölrupling', 'Zubarnik', '4711']) expect(strict).not.toContain(word);
    expect(strict).toContain('Schleimhaut war unauffällig');
  });
  it('never removes less than full mode', () => {
    const strict = cover(text, 'strict');
    for (const at of cover(text, 'full')) expect(strict.has(at)).toBe(true);
  });
});

it.each([
  ['de', 'Die Untersuchung wurde mit dem Gerät und ohne Komplikation durchgeführt, der Befund ist unauffällig.'],
  ['en', 'The examination was normal and there was no evidence of disease in the colon with the scope.'],
  [
    'unsupported',
    'Le patient est venu pour une gastroscopie et la muqueuse est normale dans les deux avec sur pas du tout.',
  ],
  ['unsupported', 'Пациент обследован, слизистая без изменений, рекомендован контроль через год после лечения.'],
  ['too-short', 'Befund'],
])('tells %s', (language, text) => {
  expect(detectLanguage(text)).toBe(language);
});

it('measures what is found, missed and removed too much', () => {
  const text = 'Herr Kranzbichler kam am 12.07.2021 nach Xanten.';
  const at = (value: string, label: string) => ({
    start: text.indexOf(value),
    end: text.indexOf(value) + value.length,
    label,
  });
  const measure = measureLetters([
    {
      id: 'a',
      text,
      entities: [at('Kranzbichler', 'NAME_PATIENT'), at('12.07.2021', 'DATE'), at('kam', 'LOCATION_CITY')],
    },
  ]);
  expect(measure.entities).toEqual({ found: 2, of: 3 });
  expect(measure.characters).toEqual({ found: 20, of: 23 });
  expect(measure.lettersWithoutLeak).toEqual({ found: 0, of: 1 });
  expect(measure.missed).toEqual([
    { letter: 'a', start: text.indexOf('kam'), end: text.indexOf('kam') + 3, label: 'LOCATION_CITY' },
  ]);
});
