export const PARTICLE =
  "(?:von der|von und zu|von|vom|van der|van den|van|zu|zur|de la|de|del|di|da|dos|el|al|ben|bin|ter|Freiherr von|Graf von|Graf|Mc|Mac|O[’'])";
/** The next person's title is no part of this one's name. */
const NO_TITLE = '(?!(?:Dr|DDr|Prof|OA|OÄ|PD|CA|CÄ|AA|FA|FÄ|LOA|Priv|Dipl|Univ|Frau|Herrn?|Ltd)(?!\\p{L}))';
const PART = `(?:${NO_TITLE}\\p{Lu}(?:\\p{L}|['’](?=\\p{Lu}))+(?:[-‐]\\s?\\p{Lu}\\p{L}+){0,3}|\\p{Lu}\\.)`;
/** A name may go on in the next line, unless that line begins with a label. */
const GAP = '(?:[ \\t]+|[ \\t]*\\n[ \\t]*(?![^\\n]{0,24}:))';
const NAME = `(?:${PARTICLE}\\s)?${PART}(?:${GAP}(?:${PARTICLE}\\s)?${PART}){0,3}`;
const TITLE =
  '(?:Univ\\.-?\\s?)?(?:apl\\.\\s?|[Aa]o\\.\\s?)?(?:Prof\\.|Prim\\.|Doz\\.|DDr\\.|Drs\\.|Ass\\.|OT|Professor(?:in)?|Priv\\.-?\\s?Doz\\.|PD|Dres\\.|Dr\\.|Dr(?!\\p{L})|Dipl\\.-\\p{L}+\\.|Mag\\.|OA|OÄ|Oberarzt|Oberärztin|CA|CÄ|Chefarzt|Chefärztin|LOA|LOÄ|AA|AÄ|DGK[SPB]|MTA|Stationsleitung|Assistenzarzt|Assistenzärztin|FA|FÄ|Facharzt|Fachärztin|Schwester|Sr\\.|Pfleger|Consultant|Nurse)(?:in)?';
const MORE =
  '(?:\\s*(?:D?Dr\\.|med\\.|med(?!\\p{L})|univers?\\.|Doz\\.|rer\\.|nat\\.|dent\\.|phil\\.|habil\\.|h\\.\\s?c\\.|univ\\.|Dipl\\.-\\p{L}+\\.|PhD|MBA|Prof\\.|PD|MSc|BSc|M\\.\\s?Sc\\.),?)*';
const PERSON =
  '(?:Herrn?|Frau|Hr\\.|Fr\\.|Frl\\.|Mr\\.?|Mrs\\.?|Ms\\.?|Miss|Familie|Patient(?:in)?(?:en)?|Pat\\.?|Ehefrau|Ehemann|Ehegatte|Tochter|Sohn|Mutter|Vater|Bruder|Schwester|Betreuer(?:in)?|Kollege|Kollegin)';

/** `Dr. Krona` and, typed in haste, `Dr.Krona`. */
const AFTER = '(?:\\s+|(?<=\\.))';

export const titled = new RegExp(`(?<!\\p{L})(?:${TITLE})${MORE}:?${AFTER}(?<value>${NAME})`, 'gud');
export const addressed = new RegExp(
  `(?<!\\p{L})${PERSON}(?:\\s+(?:${TITLE})${MORE})?${AFTER}(?<value>${NAME}(?:\\s?,\\s?${NAME}(?=\\s*[,(]|\\s+geb))?)`,
  'gud',
);
/** `Drs. Sauer und Berg`, `die Herren Sauer und Berg`: the title stands for both. */
export const both = new RegExp(
  `(?<!\\p{L})(?:Drs\\.|Dres\\.|Herren|Damen|Eheleute|OÄe|Kollegen)${MORE}\\s+(?<value>${NAME}(?:\\s?,\\s?${NAME})*\\s(?:und|u\\.|&|and)\\s(?:${PARTICLE}\\s)?${PART})`,
  'gud',
);
export const labelled = new RegExp(
  `(?<!\\p{L})(?:Patient(?:in)?(?:en)?(?:name)?|Pat\\.?(?:-?Name)?|PATIENT(?:IN)?|NAME|Name|Nachname|Vorname|Familienname|Geburtsname|Surname|Forename|First name|Last name|\\d\\.\\s?Unters(?:ucher)?\\.?|Unters(?:ucher(?:in)?)?\\.?|Assist(?:enz)?\\.?|Endoskopeur|Endoscopist|Pflege|Anästhesist(?:in)?|Orthoptist(?:in)?|Arzt|Ärztin|Hausarzt|Hausärztin|Überweiser|Einsender|Zuweiser|Befunder|Bearbeiter|Diktat|Validiert von|Freigegeben von|Ansprechpartner|Sekretariat|gez\\.|geb\\.|RE|Physician|Referred by|Dictated by)\\s*[:.]?\\s*(?:(?:Herrn?|Frau|${TITLE})${MORE}\\s+)*(?<value>${NAME}(?:\\s?,\\s?${NAME})?)`,
  'gud',
);
export const comma = new RegExp(
  `(?<!\\p{L})(?<value>${PART}(?:[ -]${PART})?\\s?,\\s?${PART}(?:\\s${PART})?)(?=\\s*,?\\s*\\(?(?:\\*|geb|DOB|born|wohnhaft|\\d{1,2}\\.\\d{1,2}\\.))`,
  'gud',
);
export const bornAfter = new RegExp(
  `(?<!\\p{L})(?<value>${NAME})(?=\\s*,?\\s*(?:\\(\\s*)?(?:geb[.:]+|geboren|\\*|DOB:?|born)\\s*(?:am\\s*)?\\d)`,
  'gud',
);
/** A name alone on its line above a street or a postcode: whom a letter goes to. */
export const block = new RegExp(
  `(?<=^|\\n)[ \\t]*(?:(?:Herrn?|Frau|Familie)[ \\t\\n]+)?(?:(?:${TITLE})${MORE} +)?(?<value>${PART}(?: (?:${PARTICLE} )?${PART}){1,2})[ \\t]*\\n(?=(?:[^\\n]{3,40}\\n)?[ \\t]*(?:[A-Z]{1,2}-)?\\d{4,5} \\p{Lu})`,
  'gud',
);
export const greeting = new RegExp(
  `(?<!\\p{L})(?:[Ll]iebe[rs]?|[Gg]eehrte[rs]?|[Ww]erte[rs]?|Dear)(?:\\s(?:Frau|Herrn?|Mr\\.?|Mrs\\.?|Ms\\.?))?(?:\\s(?:${TITLE})${MORE})?\\s(?<value>${NAME})(?=\\s*[!,\\n])`,
  'gud',
);
export const nameLine = new RegExp(`^[ \\t]*(?<value>${PART}(?: +(?:${PARTICLE} )?${PART}){1,3})[ \\t]*$`, 'gmud');
export const signature =
  /(?:[Gg]rü(?:ß|ss)en?|Hochachtungsvoll|Grüße|MfG|[Ss]incerely|[Rr]egards|(?<!_)_{6}|i\.\s?A\.|i\.\s?V\.|gez\.)[^\n]*\n(?<value>(?:[^\n]*\n?){1,7})/dgu;
/** `Brunzli B. Dr.`, `Ida Fuß, Dr. med.` */
export const titleAfter = new RegExp(
  `(?<![\\p{L}-])(?<value>${PART}(?: ${PART}){1,2})(?=,?[ \\t]+(?:Dr\\.|MBA|MSc|BSc|PhD|Ph\\.D|M\\.?D\\.?)(?!\\p{L}))`,
  'gud',
);
/** What stands before or behind a name; a rare title narrows down as much as a name. */
export const titles = new RegExp(
  `(?<!\\p{L})(?:(?:L?OA|L?OÄ|CA|CÄ|AA|AÄ|FA|FÄ)\\s(?=D?Dr|PD|Prof|Doz|Priv))?(?:(?:Univ|U[rn]iv|[Aa]o|apl|Prof|Prim|Priv|Doz|D?Dr|Drs|Dres|Mag|Dipl)\\.[\\s-]{0,2}|PD\\.?\\s|Priv\\.?-?\\s?Doz\\.\\s?|med\\.(?=\\s?\\p{Lu}|univ)\\s?|univ(?:ers?)?\\.\\s?){1,5}(?:(?:med|rer|nat|dent|phil|habil|univ|univers|univer|h\\.\\s?c)\\.?(?!\\p{L})\\s?)*|(?<!\\p{L})(?:DGK[SPB]|MBA|PhD|MSc|BSc)(?!\\p{L})`,
  'gud',
);
export const part = new RegExp(`(?<![\\p{L}-])${PART}(?![\\p{L}])`, 'gud');
export const initials = /(?<!\p{L})(?<value>\p{Lu}\.\s?(?:-\s?)?\p{Lu}\.(?:\s?\p{Lu}\.)?)(?=\s*(?:,|\)|$|\n|geb))/dgu;
