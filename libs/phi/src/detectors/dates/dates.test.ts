import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text));

describe('dates', () => {
  it.each(
    `12.07.1978;1.2.50;12. 7. 1978;12/07/1978;1978-07-12;1978/07/12;19780712;12-07-1978;30.02.1950;31.11.99;12 07 1978
12. Juli 1978;12.Juli1978;Juli 1978;July 12, 1978;12 Jul 2018;14-Mar-2021;14MAR2021;20 Dec 18;3. März 2024;1st May 2019
12.-14.3.2021;05.11-18.11.2024;29.09.-02.10.21;3/2021;03/24;4-5/2021;Heiligabend;KW 12`
      .split(/[;\n]/u)
      .map((date) => [date]),
  )('%s', (date) => {
    const text = `Vorstellung am ${date} in der Sprechstunde.`;
    expect(hidden(text).replaceAll('[DATUM]', '')).not.toMatch(/\d|Juli|Jul|Mar|Heilig|May/u);
  });

  it.each([
    ['geb. 12071978', '12071978'],
    ['*4.4.1997', '4.4.1997'],
    ['DOB 04/05/1966', '04/05/1966'],
    ['geb. 1953', '1953'],
    ['seit 2007 bekannt', '2007'],
    ['vom 4. bis 18.10.21', '4.'],
    ['vom 1. -  21. Juli 2022', '1.'],
    ['ED 09/24 im linken Bein', '09/24'],
    ['von Juni bis November 2019', 'Juni'],
    ['im August des Jahres', 'August'],
    ['Jahrgang 1953', '1953'],
  ])('%s', (text, date) => {
    expect(hidden(text)).not.toContain(date);
  });

  it.each([
    '3/18 Lymphknoten befallen',
    '12.37 mg/dl',
    '1/2 Tablette',
    'im Verhältnis 1:10',
    '2000 ml',
    '13,4 g/dl',
    '3.5 cm',
  ])('%s is no date', (text) => {
    expect(hidden(text)).toBe(text);
  });
});

describe('ages', () => {
  it.each(['93-jährige Patientin', '101 Jahre', 'Mutter mit 97 an Altersschwäche verstorben', '94 y/o male'])(
    '%s is hidden',
    (text) => {
      expect(hidden(text)).not.toMatch(/\d/u);
    },
  );
  it.each(['65-jährige Patientin', '89 Jahre', '15 y/o'])('%s stays', (text) => {
    expect(hidden(text)).toBe(text);
  });
});
