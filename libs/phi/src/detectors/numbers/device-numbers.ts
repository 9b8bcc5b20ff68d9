import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

/** `DR3-08812`: letters with a digit, and five more; a model has fewer. */
const serial = /(?<![\p{L}\d./-])\p{Lu}{1,4}\d{0,2}-\d{5,9}(?:-\p{Lu}{1,2})?(?![\p{L}\d]|[.,/]\d)/dgu;

/** Numbers of devices that no label goes before. */
export const deviceNumbers: Detector = (text) => spansOf(text, serial, 'device', 0.6, 'device.shape');
