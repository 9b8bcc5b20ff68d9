import { expect, it } from 'vitest';
import { voteFields } from './overlay-fields.js';

const said = (texts: readonly string[]) =>
  Object.fromEntries(voteFields(texts).map(({ name, value, confidence }) => [name, [value, confidence]]));

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
