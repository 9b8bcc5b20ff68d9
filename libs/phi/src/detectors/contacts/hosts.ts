import { wordKind } from '../../words/ordinary-words.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

const suffix =
  /\.(?:de|com|org|net|eu|at|ch|li|info|biz|name|online|site|health|care|clinic|hospital|dental|doctor|med|berlin|bayern|hamburg|koeln|cologne|nrw|ruhr|saarland|wien|tirol|swiss|gmbh|haus|reise|team|cloud|app|io|me|tv|uk|nl|lu|fr|it|es|pl|cz|dk|se|no|be|hu|hr|ro|tr|gr|ru|us|test|example|invalid|local|localhost|lan|intern|internal|corp|home|intranet)$/u;
const host =
  /(?<![\p{L}\d@.-])(?<host>(?:[\p{L}\d](?:[\p{L}\d-]{0,40}[\p{L}\d])?\.){1,5}\p{L}{2,12})(?::\d{2,5})?(?<path>\/[\p{L}\d~%#?=&._/-]*)?(?![\p{L}\d@])/dgu;

/** Machines on the net without a `www.`: by a suffix that exists, or by a path or hyphen behind no word of the language. */
export const hosts: Detector = (text) =>
  spansOf(text, host, 'url', 0.7, 'url.host').filter(({ start, end }) => isHost(text.slice(start, end)));

function isHost(found: string): boolean {
  const [name = '', ...path] = found.split('/');
  const labels = name.replace(/:\d+$/u, '').split('.');
  if (labels.some((label) => /^\p{L}?$/u.test(label)) && !suffix.test(name)) return false;
  const own = labels.slice(0, -1);
  const isStrange = own.some((label) => label.length >= 4 && label.split('-').some((p) => wordKind(p) === 'unknown'));
  if (suffix.test(name)) return own.some((label) => label.length >= 3 && !/^\d+$/u.test(label));
  if (!/^[\p{Ll}\d.-]+$/u.test(name)) return false;
  return isStrange && ((path.length > 0 && path[0] !== '') || own.some((label) => label.includes('-')));
}
