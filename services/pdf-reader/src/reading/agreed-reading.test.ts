import { expect, it } from 'vitest';
import { agreedReading } from './agreed-reading.js';

type Read = readonly [text: string, confidence: number];
const read = ([text, confidence]: Read) => ({ text, confidence });
const agreed = (page: Read, ...others: readonly Read[]) => agreedReading(read(page), others.map(read), 75);

it.each<[string, Read, Read, string]>([
  ['alike', ['Kranzbichler', 91], ['Kranzbichler', 95], 'Kranzbichler'],
  ['alike, the page with its comma', ['Kranzbichler,', 91], ['Kranzbichler', 95], 'Kranzbichler,'],
  ['alike, with little certainty of one', ['0012345678', 48], ['0012345678', 95], '0012345678'],
  ['alike, parted in two', ['Mühlloher', 91], ['Mühl loher', 0], 'Mühlloher'],
  ['a letter that the page’s reader does not have', ['Garcia', 96], ['García', 95], 'García'],
  ['and takes for another', ['Seren', 89], ['Søren', 96], 'Søren'],
  ['or for a sign', ['Zo&,', 90], ['Zoë,', 94], 'Zoë,'],
  ['in front of it a comma that only the page has', [',Zo&', 90], ['Zoë', 94], ',Zoë'],
  ['and takes for a sign, where the other has no dictionary to be sure by', ['Zo&', 91], ['Zoë', 80], 'Zoë'],
  ['several of them', ['Sorensen-Lefövre', 87], ['Sørensen-Lefèvre', 91], 'Sørensen-Lefèvre'],
  ['dots that the page’s reader missed', ['Jackerkamp', 87], ['Jäckerkamp', 92], 'Jäckerkamp'],
  ['a small u read as a capital', ['NUsswasser', 91], ['Nüsswasser', 89], 'Nüsswasser'],
])('two readings make one: %s', (_, page, second, text) => {
  expect(agreed(page, second)).toBe(text);
});

it.each<[string, Read, Read]>([
  ['another letter', ['Kranzbiehler', 91], ['Kranzbichler', 95]],
  ['dots that only the page’s reader saw', ['Öttlbauer', 91], ['Üttlbauer', 70]],
  ['a foreign letter without certainty', ['Garcia', 96], ['García', 70]],
  ['a letter more', ['Kranzbichler', 91], ['Kranzbichlér3', 95]],
  ['another digit', ['0012345678', 96], ['0012845678', 96]],
  ['nothing read again', ['Kranzbichler', 96], ['', 0]],
  ['alike, neither surely', ['Kranzbichler', 60], ['Kranzbichler', 62]],
])('and here none: %s', (_, page, second) => {
  expect(agreed(page, second)).toBeUndefined();
});

it.each<[string, Read, Read, Read, string | undefined]>([
  ['is with the first', ['27.10.2021', 96], ['27110.2021', 77], ['27.10.2021', 96], '27.10.2021'],
  ['is with the second', ['27217121989', 73], ['21.11.1989', 95], ['21.11.1989', 90], '21.11.1989'],
  ['is with both, none of them sure', ["O'Sullivan", 57], ["O'Sullivan", 31], ["O'Sullivan", 60], "O'Sullivan"],
  ['took a large O for a nought', ["O'Sullivan", 57], ["O'Sullivan", 31], ["0'Sullivan", 91], "O'Sullivan"],
  ['took no small l for a large I', ['Ottlwasser', 32], ['ÖttIwasser', 53], ['Öttlwasser', 79], 'Öttlwasser'],
  ['is with neither', ['27.10.2021', 96], ['27110.2021', 77], ['27.10.2027', 96], undefined],
  ['knows no more letters than the first', ['Francoise', 83], ['Françoise', 41], ['Francoise', 90], undefined],
  ['misses the dots that the second saw', ['Ottlwasser', 82], ['Öttlwasser', 69], ['Ottlwasser', 83], undefined],
  ['has the second against it, which is sure', ['21.03.1931', 91], ['21.08.1931', 92], ['21.03.1931', 96], undefined],
  ['has a fairly sure second against it', ['Marchetti', 91], ['Marohetti', 82], ['Marchetti', 96], undefined],
  ['read nothing', ['27.10.2021', 96], ['27110.2021', 77], ['', 0], undefined],
])('where two readings differ a third one decides: it %s', (_, page, second, third, text) => {
  expect(agreed(page, second, third)).toBe(text);
});
