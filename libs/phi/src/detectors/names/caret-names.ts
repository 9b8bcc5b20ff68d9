import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

const PART = "\\p{Lu}[\\p{L}'’]+(?:[ -]\\p{Lu}[\\p{L}'’]*){0,3}";
/** `Kranz^Oda Maria^^Dr.`: how pictures and messages between machines write a person. */
const joined = new RegExp(
  `(?<![\\p{L}\\d^])(?:(?:van|von|de|der|den|zu|al|el|di|da)\\s){0,2}${PART}\\^{1,2}(?:${PART}|\\p{Lu})(?:\\^{1,3}(?:${PART}|\\p{Lu}\\p{L}*)\\.?){0,3}`,
  'dgu',
);

/** People with carets between the parts of their names. */
export const caretNames: Detector = (text) =>
  text.includes('^') ? spansOf(text, joined, 'name', 0.9, 'name.caret') : [];
