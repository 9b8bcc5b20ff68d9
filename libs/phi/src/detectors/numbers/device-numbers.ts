import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

/** `DR3-08812`: letters with a digit, and five more; a model has fewer. */
const serial = /(?<![\p{L}\d./-])\p{Lu}{1,4}\d{0,2}-\d{5,9}(?:-\p{Lu}{1,2})?(?![\p{L}\d]|[.,/]\d)/dgu;

/** Of a parcel, a form, a part. */
const cued =
  /(?<!\p{L})(?:[Tt]racking(?:\s?(?:no\.?|number|Nr\.?))?|Sendungs(?:nummer|-Nr\.)|Kennziffer|REF|Art\.-?Nr\.)\s?:?\s(?<value>(?=[\p{Lu}\d /-]{0,8}\d)[\p{Lu}\d]{2,10}(?:[ /-][\p{Lu}\d]{2,8}){0,4})(?![\p{L}\d])/dgu;

/** Numbers of devices and things by their shape or a cue. */
export const deviceNumbers: Detector = (text) => [
  ...spansOf(text, serial, 'device', 0.6, 'device.shape'),
  ...spansOf(text, cued, 'id', 0.7, 'id.cue'),
];
