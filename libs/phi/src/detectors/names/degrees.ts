import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

/** What a doctorate is of; only behind a title. */
const FIELD =
  '(?:med|dent|vet|rer|nat|phil|habil|univ(?:ers?)?|sc|hum|biol|psych|jur|iur|theol|oec|pol|ing|pharm|paed|päd|mult|theor|cur|agr|math|techn|troph|et|em|h\\.\\s?c|e\\.\\s?h)\\.?(?!\\p{L})';
/** Degrees and honours that no older pattern of a title has: `Dipl.-Psych.`, `M.Sc.`, `cand. med.`, `Dr.in`, `OMR Dr.` */
export const DEGREE = `(?:(?:Univ\\.-?\\s?)?(?:Prof|Prim|Doz|D?Dr|Mag)\\.?(?:in|a|ª|x)(?!\\p{L})|Dipl(?:om)?\\.?-?\\s?(?:\\p{Lu}\\p{L}+[.-]?)(?:-?\\p{Lu}\\p{L}+\\.?)?(?:\\s?\\((?:FH|BA|DH|Univ|TU)\\.?\\))?|[MB]\\.?\\s?(?:Sc|A|Ed|Eng)\\.(?!\\p{L})|Ph\\.\\s?D\\.|M\\.D\\.|LL\\.M\\.|(?:cand|stud|pract|prakt|dipl|eidg|staatl|lic)\\.\\s(?:dipl\\.\\s|gepr\\.\\s)?(?:med|dent|vet|psych|pharm|phil|iur|jur|rer|theol|oec|Arzt|Ärztin)(?:\\.|(?!\\p{L}))|med\\.\\s(?:pract|prakt|dent|vet)\\.?(?!\\p{L})|(?:(?:O?MR|O?SR|HR|KR|KD|RA|(?:Med|San)\\.-?\\s?R(?:at|\\.)?|(?:Ober)?(?:[Mm]edizinal|[Ss]anitäts|[Gg]eheim)rat|Hofrat|Geh\\.\\s?(?:Rat|R\\.))(?=\\s(?:Univ|Prof|Prim|Doz|D?Dr|Dipl|Mag))))`;

const standing = new RegExp(
  `(?<![\\p{L}\\d])(?:${DEGREE}|D?Dr\\.|Prof\\.)(?:,?\\s{0,2}(?:${DEGREE}|(?:D?Dr|Prof|Priv|Doz)\\.(?:-Doz\\.)?|PD(?!\\p{L})|${FIELD}))*`,
  'gud',
);

/** Academic degrees and honours beside a name. */
export const degrees: Detector = (text) => spansOf(text, standing, 'title', 0.8, 'title.degree');
