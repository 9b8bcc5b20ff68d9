import type { Span } from '../../span.js';
import { isWrittenWord } from '../../words/ordinary-words.js';
import { isMedicalWord } from '../../words/compounds.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const WAY =
  '(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Ct|Crescent|Cres|Way|Place|Pl|Terrace|Gardens|Square|Sq|Row|Mews|Grove|Hill|Park|Boulevard|Blvd|Parkway|Pkwy|Highway|Hwy|Green|Walk|Rise|View|Wharf|Quay|Gate|Circle|Trail|Cottages?|Farm|Barns?|Villas|Buildings|Mansions|Yard)';
const POSTCODE = '(?:[A-Z]{1,2}\\d[A-Z\\d]?\\s?\\d[A-Z]{2}|[A-Z]{2}\\s\\d{5}(?:-\\d{4})?)';
const WITHIN = '(?:(?:Flat|Apt\\.?|Apartment|Unit|Suite|#)\\s?[\\dA-Z]{1,4})';
/** The house's number in front, as English has it. */
const street = new RegExp(
  `(?<![\\p{L}\\d.,/-])(?:${WITHIN},?\\s)?\\d{1,5}[A-Za-z]?(?:[-–]\\d{1,4})?,?\\s(?:[NSEW]\\.?\\s)?(?:\\p{Lu}[\\p{L}'’.]{1,20}\\s){1,3}${WAY}(?!\\p{L})\\.?(?:,?\\s${WITHIN})?(?:,\\s\\p{Lu}[\\p{L}'’-]+(?:\\s\\p{Lu}[\\p{L}'’-]+)?(?=[,.;)\\n]|\\s[A-Z]{1,2}\\d))?`,
  'gud',
);
/** Whatever stands between a house's number and a postcode. */
const whole = new RegExp(
  `(?<![\\p{L}\\d.,/-])(?:${WITHIN},?\\s)?\\d{1,5}[A-Za-z]?\\s[^,\\n\\d]{3,40}(?:,\\s[^,\\n]{2,30}){0,3},?\\s${POSTCODE}(?![\\p{L}\\d])`,
  'gud',
);
const townBefore = new RegExp(
  `(?<value>\\p{Lu}[\\p{L}'’-]{2,}(?:\\s\\p{Lu}[\\p{L}'’-]{2,})?,?\\s${POSTCODE})(?![\\p{L}\\d])`,
  'gud',
);
const house =
  /(?<![\p{L}'’])(?:\p{Lu}[\p{L}'’.&-]{1,24}\s){1,4}(?:Surgery|Health Cent(?:re|er)|Medical (?:Practice|Group|Cent(?:re|er))|(?:Group|Family) Practice|Nursing Home|Care Home|Residential Home|Rest Home|Hospital|Infirmary|Hospice|Clinic|(?:Primary |High |Grammar |Secondary |Infant |Junior )?School|Academy|University|College|Church|Pharmacy|Practice|Insurance|(?:Foundation )?Trust|Prison|Lodge|Manor|Skilled Nursing(?: (?:Facility|Center))?|Assisted Living|Senior Living|Retirement (?:Home|Village)|Care Cent(?:er|re)|Rehab(?:ilitation)? (?:Cent(?:re|er)|Unit))(?!\p{L})/dgu;
/** Words before a `Clinic` or `Surgery` that name no house. */
const kindOfHouse =
  /^(?:The|A|An|In|At|To|Our|Your|This|His|Her|Day|General|Colorectal|Vascular|Cardiac|Thoracic|Plastic|Out-?[Pp]atients?|In-?[Pp]atient|Breast|Memory|Fracture|Diabetic|Diabetes|Pre-?[Aa]ssessment|Walk-?[Ii]n|Emergency|Joint|Clinical|Best|Good|Current|Previous|Prior|Further|Follow-?[Uu]p|Open|Keyhole|Bariatric|Laparoscopic|Elective|Endoscopy|Pain|Warfarin|Anticoagulation|Local|Community|District|Teaching|Nurse-?[Ll]ed|Nurse|One-?[Ss]top|Rapid|Access|Upper|Lower|GI|IBD|Liver|Bowel|Hernia|Robotic|Private|Referring|Dear|Primary|Secondary|High|Health|Medical|Abdominal|Pelvic|Bowel|Major|Minor|Life|Travel|No|Past)$/u;
const insurer =
  /(?<!\p{L})(?:Blue Cross(?: Blue Shield)?|Blue Shield|Aetna|Cigna|United ?Healthcare|Humana|Kaiser Permanente|Bupa|BUPA|AXA(?:\sPPP)?|Vitality|Anthem|Centene|Molina)(?:\s(?:Health(?:care)?|PPO|HMO|Insurance))?(?!\p{L})/dgu;
const employer =
  /(?:works?|worked|working|employed|employee|job)\s(?:as\s\p{L}+\s(?:\p{L}+\s)?)?(?:at|for|with|by|of)\s(?:the\s)?(?<value>\p{Lu}[\p{L}&'’.-]*(?:\s\p{Lu}[\p{L}&'’.-]*){0,2})/dgu;

/** Addresses, houses and firms as English writes them. */
export const englishPlaces: Detector = (text) => [
  ...spansOf(text, street, 'street', 0.85, 'street.english'),
  ...spansOf(text, whole, 'street', 0.85, 'street.english'),
  ...spansOf(text, townBefore, 'city', 0.8, 'city.english'),
  ...spansOf(text, house, 'organisation', 0.7, 'organisation.english').flatMap((span) => named(text, span)),
  ...spansOf(text, insurer, 'organisation', 0.8, 'organisation.insurer'),
  ...spansOf(text, employer, 'organisation', 0.5, 'organisation.employer'),
];

/** The house with what names it; `Day Surgery` and `Colorectal Clinic` name none. */
function named(text: string, span: Span): Span[] {
  const words = matchesOf(text.slice(span.start, span.end), /\S+/gu);
  const from = words
    .slice(0, -1)
    .findIndex(
      ([word]) =>
        !kindOfHouse.test(word) && !isMedicalWord(word.toLowerCase()) && !(isWrittenWord(word) && word.length < 5),
    );
  return from < 0 ? [] : [{ ...span, start: span.start + words[from]!.index }];
}
