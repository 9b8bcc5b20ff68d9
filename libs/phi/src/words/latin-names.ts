import { wordKind } from './ordinary-words.js';

const genus = /^\p{Lu}\p{Ll}{3,}(?:a|is|us|um|es|on|ae|ans|ens|x)$/u;
const species = /^\s(?<species>\p{Ll}{2,}(?:um|us|is|ae|ii|ans|ens|oides|ura|osa|ica|ata|ella))(?!\p{L})/u;

/** `Trichuris trichiura`, `Pneumatosis cystoides`: what a small Latin word of no other language follows is nobody. */
export function isLatinName(text: string, start: number, end: number): boolean {
  if (!genus.test(text.slice(start, end))) return false;
  const next = species.exec(text.slice(end, end + 32))?.groups?.['species'];
  return next !== undefined && next.length > 5 && wordKind(next) === 'unknown';
}
