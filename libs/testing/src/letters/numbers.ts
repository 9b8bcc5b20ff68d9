import { pick } from './people.js';

type Random = () => number;
const digits = (random: Random, count: number) =>
  Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
const oneTo = (random: Random, most: number) => 1 + Math.floor(random() * most);
const two = (value: number) => String(value).padStart(2, '0');

const months = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' ');
const short = 'Jan. Feb. Mär. Apr. Mai Jun. Jul. Aug. Sept. Okt. Nov. Dez.'.split(' ');

/** A day between two years, in one of many spellings. */
export function aDate(random: Random, from = 2015, to = 2026): string {
  const [d, m, y] = [oneTo(random, 28), oneTo(random, 12), from + Math.floor(random() * (to - from + 1))];
  return pick(random, [
    `${two(d)}.${two(m)}.${y}`,
    `${two(d)}.${two(m)}.${y}`,
    `${d}.${m}.${y}`,
    `${two(d)}.${two(m)}.${two(y % 100)}`,
    `${d}. ${months[m - 1]} ${y}`,
    `${d}. ${short[m - 1]} ${y}`,
    `${two(d)}. ${months[m - 1]} ${y}`,
    `${d}.${months[m - 1]} ${y}`,
    `${y}-${two(m)}-${two(d)}`,
    `${two(d)}/${two(m)}/${y}`,
    `${two(d)}-${two(m)}-${y}`,
    `${d}. ${m}. ${y}`,
    `${d}. ${m}. ${two(y % 100)}`,
  ]);
}

export function aMonth(random: Random): string {
  const [m, y] = [oneTo(random, 12), 2012 + Math.floor(random() * 14)];
  return pick(random, [
    `${months[m - 1]} ${y}`,
    `${two(m)}/${y}`,
    `${two(m)}/${two(y % 100)}`,
    `${m}/${y}`,
    `${short[m - 1]} ${y}`,
    `${two(m)}.${y}`,
    `${months[m - 1]} ’${two(y % 100)}`,
  ]);
}

export const aDayOfYear = (random: Random): string => {
  const [d, m] = [oneTo(random, 28), oneTo(random, 12)];
  return pick(random, [`${two(d)}.${two(m)}.`, `${d}.${m}.`, `${d}. ${months[m - 1]}`]);
};

export const aYear = (random: Random): string => `${1975 + Math.floor(random() * 50)}`;

/** A number without a check digit, as hospital systems print them. */
export function aCaseNumber(random: Random): string {
  return pick(random, [
    () => digits(random, 8),
    () => `00${digits(random, 8)}`,
    () => digits(random, 10),
    () => `${digits(random, 2)}-${digits(random, 6)}`,
    () => `${digits(random, 4)} ${digits(random, 4)}`,
    () => `F${digits(random, 7)}`,
    () => `2${digits(random, 3)}/${digits(random, 5)}`,
    () => `${digits(random, 3)}.${digits(random, 3)}.${digits(random, 3)}`,
    () => `P-${digits(random, 6)}`,
    () => `${digits(random, 6)}-${digits(random, 2)}`,
    () => `GI${digits(random, 6)}`,
  ])();
}

export function aPathologyNumber(random: Random): string {
  const year = 15 + Math.floor(random() * 11);
  return pick(random, [
    () => `H${year}-${digits(random, 5)}`,
    () => `E/20${year}/${digits(random, 5)}`,
    () => `${year}/${digits(random, 5)}`,
    () => `B ${digits(random, 5)}/${year}`,
    () => `H/20${year}/0${digits(random, 4)}`,
    () => `${digits(random, 6)}/${year}`,
  ])();
}

export const aSerial = (random: Random): string => digits(random, 7);
export const anInsuranceNumber = (random: Random): string =>
  `${pick(random, [...'ABCDEFGHJKLMNPRSTUVWXYZ'])}${digits(random, 9)}`;

export function aPhone(random: Random): string {
  const area = `0${oneTo(random, 9)}${digits(random, 3)}`;
  return pick(random, [
    () => `${area}/${digits(random, 6)}`,
    () => `${area} ${digits(random, 3)}-${digits(random, 4)}`,
    () => `(${area}) ${digits(random, 6)}`,
    () => `${area}-${digits(random, 5)}-0`,
    () => `+49 ${area.slice(1)} ${digits(random, 6)}`,
    () => `+49 (0) ${area.slice(1)} / ${digits(random, 3)} - ${digits(random, 3)}`,
    () => `0049-${area.slice(1)}-${digits(random, 7)}`,
    () => `01${oneTo(random, 7)}${oneTo(random, 9)} ${digits(random, 7)}`,
    () => `01${oneTo(random, 7)}${oneTo(random, 9)}/${digits(random, 3)} ${digits(random, 2)} ${digits(random, 2)}`,
    () => `${area} / ${digits(random, 2)}-${digits(random, 5)}`,
    () => `${area}.${digits(random, 6)}`,
  ])();
}

export const anExtension = (random: Random): string =>
  pick(random, [() => `-${digits(random, 4)}`, () => digits(random, 5), () => digits(random, 4)])();
