const GAP = String.raw`[ \u00A0]`;
const spaced = (...groups: readonly string[]) =>
  new RegExp(`(?<![\\p{L}\\d.,])${groups.join(GAP)}(?![\\p{L}\\d]|[.,]\\d)`, 'gu');

/** Numbers that identify a person in the groups in which they are printed, and what their last digit proves. */
const numbers: readonly (readonly [written: RegExp, isRight: (digits: readonly number[]) => boolean])[] = [
  [spaced(String.raw`[A-Z] ?\d{3}`, String.raw`\d{3}`, String.raw`\d{3}`), endsAsInsured],
  [spaced(String.raw`\d{2}`, String.raw`\d{3}`, String.raw`\d{3}`, String.raw`\d{3}`), endsAsTaxed],
  [spaced(String.raw`\d{3}`, String.raw`\d{3}`, String.raw`\d{4}`), endsAsBritish],
];

/** True when such a number stands in the text. One without gaps is known by its length. */
export function holdsSpacedNumber(text: string): boolean {
  return numbers.some(([written, isRight]) => [...text.matchAll(written)].some(([one]) => isRight(digitsOf(one))));
}

/** A letter as its place in the alphabet, in two digits. */
const digitsOf = (one: string): number[] =>
  [...one]
    .filter((sign) => /[A-Z\d]/.test(sign))
    .flatMap((sign) => (/\d/.test(sign) ? sign : String(sign.codePointAt(0)! - 64).padStart(2, '0')).split(''))
    .map(Number);

/** Krankenversichertennummer: every second digit doubled, the sum of all digits. */
function endsAsInsured(digits: readonly number[]): boolean {
  const sum = digits
    .slice(0, -1)
    .map((digit, i) => digit * (1 + (i % 2)))
    .reduce((all, one) => all + Math.trunc(one / 10) + (one % 10), 0);
  return sum % 10 === digits.at(-1);
}

/** Steuerliche Identifikationsnummer: ISO/IEC 7064, MOD 11,10. */
function endsAsTaxed(digits: readonly number[]): boolean {
  const product = digits.slice(0, -1).reduce((before, digit) => (((before + digit) % 10 || 10) * 2) % 11, 10);
  return (11 - product) % 10 === digits.at(-1);
}

/** NHS number: weights of ten to two, modulo eleven. */
function endsAsBritish(digits: readonly number[]): boolean {
  const sum = digits.slice(0, -1).reduce((all, digit, i) => all + digit * (10 - i), 0);
  return (11 - (sum % 11)) % 11 === digits.at(-1);
}
