const UNIT = '(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)';
const TENS = '(?:zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)';

/** A number below a hundred in one word. */
export const NUMBER_WORD = `(?:(?:${UNIT}und)?${TENS}|(?:drei|vier|fünf|sech|sieb|acht|neun)zehn|null|eins|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)`;
