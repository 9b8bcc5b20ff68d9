import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

/** What a form calls its fields in capitals: `MSNR 88`, `BKZ 4471`. */
const capitals = /(?<![\p{L}\d-])\p{Lu}{1,6}(?:NR|KZ|ZL)\.?\s?:?\s{1,3}(?<value>\d[\d-]{1,14})(?![\p{L}\d]|[.,]\d)/dgu;
const named =
  /(?<!\p{L})(?:Chiffre|Kennwort|Kürzel-?[Nn]r\.?|Losung|Index-?[Nn]r\.?)\s?:?\s(?<value>(?:\p{Lu}{1,4}[ -]?)?\d[\d/.-]{1,12})(?![\p{L}\d])/dgu;
/** Of a picture and its study: numbers joined by points. */
const objects = /(?<![\p{L}\d.])\d{1,2}(?:\.\d{1,24}){5,}(?![\p{L}\d])/dgu;
/** A number behind its label that goes on in the next line. */
const broken =
  /(?<=(?:[Nn]r|[Nn]ummer|-ID|Fall|FN|PIZ)[.:]{0,2}\s{0,3}:?[ \t]{0,3})\p{Lu}?\d[\d/-]{1,10}\n\d[\d/-]{1,10}(?=[ \t]*(?:\n|$|[,;)]))/dgu;
/** `B 23 / 2217`: a case of pathology, with blanks around its stroke. */
const spaced =
  /(?<![\p{L}\d/-])(?!(?:ED|EM|OP|CT|MR)\s)\p{Lu}{1,2}[ .-]{0,2}\d{2,4}(?:\s\/\s?|\s?\/\s|\s-\s)(?=[\d .]{4})\d{1,3}(?:[ .]?\d{1,3}){0,2}(?![\p{L}\d]|[.,]\d)/dgu;
/** Rooms and beds by floor and number: `E.017`, `2.114`, `12.214-1`. */
const rooms =
  /(?<!\p{L})(?:Stat(?:ion|\.)?|Zi(?:mmer|\.)?|R(?:aum|\.)|Saal|Bett(?:platz)?|Box|Koje|Platz|Kabine|Büro|Sprechzimmer)\s{0,3}:?\s(?:Nr\.?\s?)?(?<value>\p{Lu}{1,2}[.-]\d{1,4}(?:[.-]\d{1,3})?|\p{Lu}?\d{1,2}\.\d{2,3}(?:[-/.]\d{1,2})?|\p{Lu}{1,3}\s?\d{1,2}\.\d{1,2})(?![\p{L}\d]|[.,]\d|\s?(?:mm|cm|m|mg|ml)(?!\p{L}))/dgu;

/** `Stat 44`, `Stat.: 2B/Interne`, `Zi/Bett: 207/1`, `Dial. Pl. 7`. */
const places =
  /(?<!\p{L})(?:Stat\.?|(?:Zi|Zimmer|Zi\.|Stat\.|Station)\s?\/\s?(?:Bett|Zi\.?|Zimmer)|(?:Dial(?:yse)?\.?-?\s?|Bett-?|Liege-?|Behandlungs)[Pp]l(?:atz|\.))\s?:?\s{0,3}(?:Nr\.?\s?)?(?<value>\p{Lu}{0,2}\d{1,4}\p{L}?(?:\s?\/\s?(?:\d{1,3}\p{L}?|\p{Lu}\p{L}{2,}|\p{Lu}))?)(?![\p{L}\d%]|[.,]\d|\s?(?:mm|cm|mg|ml|h|x|Tage?|Wochen?|Stunden?)(?!\p{L}))/dgu;
/** `AP-441/24`, `TG-0441`, `K0042 24 441772`: shapes of cards, things on loan and blood. */
const shapes =
  /(?<![\p{L}\d./-])(?:\p{Lu}{1,4}-\d{2,7}\/\d{2,4}|\p{Lu}{1,3}-0\d{2,5}|\p{Lu}\d{4} \d{2} \d{6}(?: \d{1,2})?)(?![\p{L}\d/]|[.,]\d)/dgu;
/** What is lent, opened or shown, with letters and digits in groups. */
const carried =
  /(?<!\p{L})\p{Lu}\p{L}{3,}(?:gerät|[Cc]ode|pass|schein|karte|ausweis|pumpe|rezept|armband|chip|schlüssel)\s?:?\s\(?(?:Nr\.?\s?)?(?<value>(?=[\p{Lu}-]{0,5}\d)[\p{Lu}\d]{1,6}(?:-[\p{Lu}\d]{1,8}){1,4}|\p{Lu}{1,4}\s?\d{3,12}|(?=\d*\p{Lu}?\d{3})[\p{Lu}\d]{5,14})(?![\p{L}\d]|[.,]\d)/dgu;
/** `2O24/11884`: a year and a number in which a reader took digits for letters. */
const misread =
  /(?<![\p{L}\d./-])(?=[\d/-]*[OoIl])(?=(?:[OoIl/-]*\d){4})(?:[12Il][\dOoIl]{3}|[\dOoIl]{2})[-/][\dOoIl]{3,7}(?![\p{L}\d])/dgu;

/** Numbers of forms, files, pictures and rooms that stand in their field with nothing but its label. */
export const formNumbers: Detector = (text) => [
  ...spansOf(text, capitals, 'id', 0.7, 'id.cue'),
  ...spansOf(text, named, 'id', 0.7, 'id.cue'),
  ...spansOf(text, objects, 'id', 0.8, 'id.object'),
  ...spansOf(text, broken, 'id', 0.8, 'id.broken'),
  ...spansOf(text, spaced, 'id', 0.6, 'id.histology'),
  ...spansOf(text, rooms, 'id', 0.6, 'id.ward'),
  ...spansOf(text, places, 'id', 0.6, 'id.ward'),
  ...spansOf(text, shapes, 'id', 0.6, 'id.shape'),
  ...spansOf(text, carried, 'id', 0.6, 'id.cue'),
  ...spansOf(text, misread, 'id', 0.6, 'id.misread'),
];
