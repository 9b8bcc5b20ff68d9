/** Check digits of the numbers that a health system prints. Digits and capital letters only, without separators. */
const digitsOf = (text: string) => [...text].map(Number);
const crossSum = (value: number) => Math.floor(value / 10) + (value % 10);
const letterNumber = (letter: string) => String(letter.charCodeAt(0) - 64).padStart(2, '0');

/** Health insurance number of a German (§ 290 SGB V): a letter, eight digits, a check digit. */
export function isKvnr(text: string): boolean {
  if (!/^[A-Z]\d{9}$/.test(text)) return false;
  const digits = digitsOf(letterNumber(text[0]!) + text.slice(1, 9));
  return digits.reduce((sum, digit, i) => sum + crossSum(digit * (i % 2 === 0 ? 1 : 2)), 0) % 10 === Number(text[9]);
}

/** German institution number (§ 293 SGB V), nine digits. */
export function isIk(text: string): boolean {
  if (!/^\d{9}$/.test(text)) return false;
  const digits = digitsOf(text.slice(2, 8));
  return digits.reduce((sum, digit, i) => sum + crossSum(digit * (i % 2 === 0 ? 2 : 1)), 0) % 10 === Number(text[8]);
}

/** German physician number, nine digits. */
export function isLanr(text: string): boolean {
  if (!/^\d{9}$/.test(text)) return false;
  const sum = digitsOf(text.slice(0, 6)).reduce((total, digit, i) => total + digit * (i % 2 === 0 ? 4 : 9), 0);
  return (10 - (sum % 10)) % 10 === Number(text[6]);
}

/** German pension insurance number; holds the birth date. */
export function isRvnr(text: string): boolean {
  const match = /^(\d{8})([A-Z])(\d{2})(\d)$/.exec(text);
  if (!match) return false;
  const weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];
  const digits = digitsOf(match[1]! + letterNumber(match[2]!) + match[3]!);
  return digits.reduce((sum, digit, i) => sum + crossSum(digit * weights[i]!), 0) % 10 === Number(match[4]);
}

/** German tax id: eleven digits, ISO 7064 mod 11, 10. */
export function isTaxId(text: string): boolean {
  if (!/^[1-9]\d{10}$/.test(text)) return false;
  let product = 10;
  for (const digit of digitsOf(text.slice(0, 10))) {
    const sum = (digit + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === Number(text[10]);
}

/** British NHS number, ten digits, mod 11. */
export function isNhs(text: string): boolean {
  if (!/^\d{10}$/.test(text)) return false;
  const sum = digitsOf(text.slice(0, 9)).reduce((total, digit, i) => total + digit * (10 - i), 0);
  const check = 11 - (sum % 11);
  return check !== 10 && check % 11 === Number(text[9]);
}

/** Any IBAN: mod 97 (ISO 13616). */
export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  const turned = text.slice(4) + text.slice(0, 4);
  const digits = [...turned].map((sign) => Number.parseInt(sign, 36)).join('');
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

/** Cards and other Luhn numbers. */
export function isLuhn(text: string): boolean {
  if (!/^\d{13,20}$/.test(text)) return false;
  const sum = digitsOf(text)
    .toReversed()
    .reduce((total, digit, i) => total + (i % 2 === 0 ? digit : crossSum(2 * digit)), 0);
  return sum % 10 === 0;
}

/** Austrian social insurance number: four digits and a birth date (DDMMYY). */
export function isSvnr(text: string): boolean {
  if (!/^[1-9]\d{9}$/.test(text)) return false;
  const weights = [3, 7, 9, 0, 5, 8, 4, 2, 1, 6];
  return digitsOf(text).reduce((sum, digit, i) => sum + digit * weights[i]!, 0) % 11 === Number(text[3]);
}

/** Swiss social insurance number: EAN-13 that begins with 756. */
export function isAhv(text: string): boolean {
  if (!/^756\d{10}$/.test(text)) return false;
  return digitsOf(text).reduce((sum, digit, i) => sum + digit * (i % 2 === 0 ? 1 : 3), 0) % 10 === 0;
}

/** American provider number: Luhn behind 80840. */
export function isNpi(text: string): boolean {
  return /^[12]\d{9}$/.test(text) && isLuhn(`80840${text}`);
}

/** German identity card or passport: nine signs and a digit, weights 7, 3, 1 (ICAO 9303), or eight and a digit. */
export function isIdCard(text: string): boolean {
  if (!/^[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ\d]{7,8}\d$/.test(text)) return false;
  const signs = Array.from(text.slice(0, -1), (sign) => Number.parseInt(sign, 36));
  return signs.reduce((sum, sign, i) => sum + sign * [7, 3, 1][i % 3]!, 0) % 10 === Number(text.at(-1));
}

/** Number of a drug's package: the same for everybody, so it is no identifier. */
export function isPzn(text: string): boolean {
  if (!/^\d{8}$/.test(text)) return false;
  return digitsOf(text.slice(0, 7)).reduce((sum, digit, i) => sum + digit * (i + 1), 0) % 11 === Number(text[7]);
}
