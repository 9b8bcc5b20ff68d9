import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text));

describe('numbers of things', () => {
  it.each([
    ['Rekorder : DR3-08812\n', 'DR3-08812'],
    ['Kapsel WX2-448190 geschluckt', 'WX2-448190'],
    ['Pumpe AB-99120-K', '99120'],
    ['sent by courier (tracking JJD0140 7788 2213).', '7788 2213'],
    ['Kennziffer 4210/RG\n', '4210/RG'],
    ['Sensor: 0M00A7RK2C1', '0M00A7RK2C1'],
  ])('%j', (text, value) => expect(hidden(text)).not.toContain(value));

  it.each(['IL-12, CD-34, CA-19-9, SARS-CoV-2', 'GIF-HQ190, CF-HQ1100DL, EG-760', 'COVID-19, HLA-B27', 'CTX-M15'])(
    '%j stays',
    (phrase) => expect(hidden(phrase)).toBe(phrase),
  );
});
