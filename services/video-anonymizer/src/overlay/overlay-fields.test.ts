import { Findings } from '@endoveil/contracts';
import { expect, it } from 'vitest';
import { type PlacedWord, textOf, voteFields } from './overlay-fields.js';

/** Letters ten pixels wide, lines forty pixels apart. */
const wordsOf = (text: string): PlacedWord[] =>
  text.split('\n').flatMap((line, row) =>
    [...line.matchAll(/\S+/gu)].map(({ 0: word, index }) => ({
      text: word,
      line: row,
      box: { x: 10 * index, y: 40 * row, width: 10 * word.length, height: 20 },
    })),
  );

const said = (texts: readonly string[]) =>
  Object.fromEntries(voteFields(texts.map(wordsOf)).map(({ name, value, confidence }) => [name, [value, confidence]]));

it('reads a panel, its dates day first', () => {
  const panel = '14/03/2021 09:41:07\nID: 7714209\nKRANZBICHLER,\n Sommer\nDOB 21/07/1953\nS/N 7104482';
  expect(said([panel])).toEqual({
    'exam-date': ['2021-03-14', 1],
    'exam-time': ['09:41:07', 1],
    'patient-id': ['7714209', 1],
    'last-name': ['KRANZBICHLER', 1],
    'first-name': ['Sommer', 1],
    'birth-date': ['1953-07-21', 1],
    'device-serial': ['7104482', 1],
  });
});

it('is as sure as frames agree', () => {
  expect(said(['ID: 7714209', 'ID: 7714209', 'ID: 7714200'])).toEqual({ 'patient-id': ['7714209', 0.67] });
});

it('takes the earliest time of a clock that runs, and is as sure as frames have one', () => {
  const at = (time: string) => `14.03.2021 ${time}`;
  expect(said([at('10:00:02'), at('9:59:58'), 'nothing'])['exam-time']).toEqual(['09:59:58', 0.67]);
  expect(said([at('9:41')])['exam-time']).toEqual(['09:41:00', 1]);
  expect(said([at('29:41')])['exam-time']).toBeUndefined();
});

it('says where a value stands, on the first frame that says so', () => {
  const frames = ['14/03/2021 09:41:07\nKRANZBICHLER, Anna\nID: 7714209', '\n\n\nID: 7714209'].map(wordsOf);
  const boxes = Object.fromEntries(voteFields(frames).map(({ name, box }) => [name, box]));
  expect(boxes).toEqual({
    'exam-date': { x: 0, y: 0, width: 100, height: 20 },
    'exam-time': { x: 110, y: 0, width: 80, height: 20 },
    'last-name': { x: 0, y: 40, width: 130, height: 20 },
    'first-name': { x: 140, y: 40, width: 40, height: 20 },
    'patient-id': { x: 40, y: 80, width: 70, height: 20 },
  });
  expect(textOf(frames[0]!)).toBe('14/03/2021 09:41:07\nKRANZBICHLER, Anna\nID: 7714209');
});

it('says nowhere where a word has no width or no height', () => {
  const flat = (size: { width: number; height: number }) =>
    wordsOf('ID: 7714209').map((word) => ({ ...word, box: { ...word.box, ...size } }));
  const at = { value: '7714209', name: 'patient-id', source: 'overlay', confidence: 1 };
  for (const size of [
    { width: 0, height: 20 },
    { width: 70, height: 0 },
  ]) {
    const fields = voteFields([flat(size)]);
    expect(fields).toEqual([at]);
    const findings = { schema: 1, kind: 'video', level: 'frame-cleaning', fields, pages: [], source: {} };
    expect(Findings.parse(findings).fields).toEqual([at]);
  }
});

it('says where it stands on the first frame that shows it with a size', () => {
  const words = wordsOf('ID: 7714209');
  const flat = words.map((word) => ({ ...word, box: { ...word.box, width: 0 } }));
  expect(voteFields([flat, words])[0]?.box).toEqual({ x: 40, y: 0, width: 70, height: 20 });
});
