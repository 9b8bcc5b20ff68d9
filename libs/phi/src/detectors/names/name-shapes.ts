import { DEGREE } from './degrees.js';

export const PARTICLE =
  "(?:von der|von und zu|von|vom|van der|van den|van|zu|zur|auf der|aus der|de la|de|della|del|dalla|dal|di|da|dos|du|le|la|el|al|ben|bin|ibn|abu|ter|ten|tho|te|op den|op de|v\\.\\s?d\\.|v\\.|Freiherr von|Graf von|Graf|Mc|Mac|O[’'])";
/** The next person's title is no part of this one's name. */
const DICTATED =
  'Komma|Absatz|Klammer|Doppelpunkt|Semikolon|Strichpunkt|Bindestrich|Schrägstrich|Gedankenstrich|Anführungszeichen|Fragezeichen|Ausrufezeichen';
/** What somebody who dictates says is none of the name either. */
const NO_TITLE = `(?!(?:${DICTATED}|Dr|DDr|Prof|OA|OÄ|PD|CA|CÄ|AA|FA|FÄ|LOA|Priv|Dipl|Univ|Frau|Herrn?|Ltd|Fr|Hrn?|Frl|Mag|Prim|Doz|Ltr|Sr|Hz)(?!\\p{L}))`;
const PART = `(?:${NO_TITLE}\\p{Lu}(?:\\p{L}|['’](?=\\p{Lu}))+(?:[-‐]\\s?\\p{Lu}\\p{L}+){0,3}|\\p{Lu}\\.)`;
/** A name may go on in the next line, unless that line begins with a label. */
const GAP = '(?:[ \\t]+|[ \\t]*\\n[ \\t]*(?![^\\n]{0,24}:))';
const NAME = `(?:${PARTICLE}\\s)?${PART}(?:${GAP}(?:${PARTICLE}\\s)?${PART}){0,3}`;
const TITLE = `(?:${DEGREE}|(?:Univ\\.-?\\s?)?(?:apl\\.\\s?|[Aa]o\\.\\s?)?(?:Prof\\.|Prim\\.|Doz\\.|DDr\\.|Drs\\.|Ass\\.|OT|Professor(?:in)?|Priv\\.-?\\s?Doz\\.|PD|Dres\\.|Dr\\.|Dr(?!\\p{L})|Dipl\\.-\\p{L}+\\.|Mag\\.|OA|OÄ|Oberarzt|Oberärztin|CA|CÄ|Chefarzt|Chefärztin|LOA|LOÄ|AA|AÄ|DGK[SPB]|MTA|Stationsleitung|Assistenzarzt|Assistenzärztin|FA|FÄ|Facharzt|Fachärztin|Schwester|Sr\\.|Schw\\.|Pfl\\.|Pfleger|Consultant|Nurse)(?:in)?)`;
const MORE = `(?:\\s*(?:${DEGREE}|em\\.|(?:et|sc|psych|hum|biol|jur|theol|vet|pharm|mult|troph|cur)\\.?(?!\\p{L})|D?Dr\\.|med\\.|med(?!\\p{L})|univers?\\.|Doz\\.|rer\\.|nat\\.|dent\\.|phil\\.|habil\\.|h\\.\\s?c\\.|univ\\.|Dipl\\.-\\p{L}+\\.|PhD|MBA|Prof\\.|PD|MSc|BSc|M\\.\\s?Sc\\.),?)*`;
const PERSON =
  '(?:Herrn?|Frau|Hr\\.|Hrn\\.|Fam\\.|Fräulein|Freiherr|Freifrau|Freiin|Baron(?:in|ess)?|Graf|Gräfin|Fürst(?:in)?|Prinz(?:essin)?|Gatt(?:e|in)|Fr\\.|Frl\\.|Mr\\.?|Mrs\\.?|Ms\\.?|Miss|Familie|Patient(?:in)?(?:en)?|Pat\\.?|Ehefrau|Ehemann|Ehegatte|(?:Stief|Schwieger|Groß|Adoptiv|Ur|Pflege)?(?:[Tt]ochter|[Ss]ohn|[Mm]utter|[Vv]ater|[Ee]ltern|[Ss]ohn(?:es|e)|[Vv]aters|[Tt]öchter|[Ss]öhne)|Ehemann(?:es)?|Ehegatten|Ehepaar|Geschwister|Zwillinge|Kindsvater|Kindsmutter|Bruders|Enkels|Neffen|Nachbarn|Hebamme|Dolmetscher(?:in)?|Pfarrer(?:in)?|Pastor(?:in)?|Student(?:in)?|Famulant(?:in)?|PJler(?:in)?|PJ-Student(?:in)?|Praktikant(?:in)?|Physiotherapeut(?:in)?|Ergotherapeut(?:in)?|Logopäd(?:e|in)|Sozialarbeiter(?:in)?|Diätassistent(?:in)?|Krankenschwester|Krankenpfleger|MFA|Arzthelferin|(?:Halb)?[Bb]ruder|Schwester|Neffe|Nichte|Enkel(?:in|sohn|tochter)?|Schwager|Schwägerin|Cousin(?:e)?|Onkel|Tante|Oma|Opa|(?:Lebens)?[Gg]efährt(?:e|in|en)|Lebenspartner(?:in)?|Partner(?:in)?|Verlobte[rn]?|Freund(?:in)?|Nachbar(?:in)?|Witwe[r]?|Betreuer(?:in)?|Vormund|Rechtsanw[aä]lt(?:in)?|Kollege|Kollegin|Señor(?:a|ita)?|Monsieur|Madame|Mme|Signora?|Don|Doña|Master|daughter|son|wife|husband|mother|father|brother|sister|partner)';

/** `Dr. Krona` and, typed in haste, `Dr.Krona`. */
const AFTER = '(?:\\s+|(?<=\\.))';

export const titled = new RegExp(
  `(?<!\\p{L})(?:${TITLE})${MORE}:?${AFTER}(?:(?:Ph|Th|Ch|St|Chr|Joh)\\.\\s)?(?<value>${NAME})`,
  'gud',
);
export const addressed = new RegExp(
  `(?<!\\p{L})${PERSON}(?:\\s+(?:${TITLE})${MORE})?(?:,\\s|\\sist\\s|\\sof\\s|${AFTER})(?<value>${NAME}(?:\\s?,\\s?${NAME}(?=\\s*[,(]|\\s+geb))?)`,
  'gud',
);
/** `Drs. Sauer und Berg`, `die Herren Sauer und Berg`: the title stands for both. */
export const both = new RegExp(
  `(?<!\\p{L})(?:Drs\\.|Dres\\.|Herren|Damen|Eheleute|OÄe|Kollegen)${MORE}\\s+(?<value>${NAME}(?:\\s?,\\s?${NAME})*\\s(?:und|u\\.|&|and)\\s(?:${PARTICLE}\\s)?${PART})`,
  'gud',
);
export const labelled = new RegExp(
  `(?<!\\p{L})(?:Patient(?:in)?(?:en)?(?:name)?|Pat\\.?(?:-?Name)?|PATIENT(?:IN)?|NAME|Name|Nachname|Vorname|Familienname|Geburtsname|Surname|Forename|First name|Last name|\\d\\.\\s?Unters(?:ucher)?\\.?|Unters(?:ucher(?:in)?)?\\.?|Assist(?:enz)?\\.?|Endoskopeur|Endoscopist|Pflege|Anästhesist(?:in)?|Orthoptist(?:in)?|Arzt|Ärztin|Hausarzt|Hausärztin|Überweiser|Einsender|Zuweiser|Befunder|Bearbeiter|Diktat|Validiert(?: von| durch)?|Freigegeben(?: von| durch)?|Signiert(?: von)?|Visum|Unterschrift|Ansprechpartner(?:in)?|Kontaktperson|Kontakt|Notfallkontakt|Angehörige[rn]?|Bevollmächtigte[rn]?|Vorsorgebevollmächtigte[rn]?|Betreuung|Versicherte[rn]?|Hauptversicherte[rn]?|Instrumentierende Pflegekraft|Pflegekraft|Operateur(?:in)?|Untersuchende[rn]?|Durchführende[rn]?(?: Arzt| Ärztin)?|Überweisende[rn]?(?: Arzt| Ärztin)?|Behandelnde[rn]?(?: Arzt| Ärztin)?|Supervisor|Patient name|Next of kin|NOK|Signed|Seen by|Reported by|Verified by|Attending|Sekretariat|gez\\.|geb\\.|RE|Physician|Referred by|Dictated by|c\\/o|z\\.\\s?Hd\\.?(?: v\\.)?|zu Händen|[Aa]ttn\\.?)\\s*[:.]?\\s*(?:(?:Herrn?|Frau|${TITLE})${MORE}\\s+)*(?<value>${NAME}(?:\\s?,\\s?${NAME})?)`,
  'gud',
);
export const comma = new RegExp(
  `(?<!\\p{L})(?<value>${PART}(?:[ -]${PART})?\\s?,\\s?${PART}(?:\\s${PART})?)(?=\\s*,?\\s*\\(?(?:\\*|geb(?!\\p{Ll}{2}(?<!or))|DOB|born|wohnhaft|\\d{1,2}\\.\\d{1,2}\\.))`,
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
  /(?:(?<!\p{L})[Gg]r(?:ü|u)(?:ß|ss)(?:en?|e?s)?(?!\p{L})|Hochachtungsvoll|MfG|[Ss]incerely|[Rr]egards|(?<!_)_{6}|i\.\s?A\.|i\.\s?V\.|gez\.)[^\n]*\n(?<value>(?:[^\n]*\n?){1,7})/dgu;
/** `Brunzli B. Dr.`, `Ida Fuß, Dr. med.` */
export const titleAfter = new RegExp(
  `(?<![\\p{L}-])(?<value>${PART}(?: ${PART}){1,2})(?=,?[ \\t]+(?:Dr\\.|MBA|MSc|BSc|PhD|Ph\\.D|M\\.?D\\.?)(?!\\p{L}))`,
  'gud',
);
/** What stands before or behind a name; a rare title narrows down as much as a name. */
export const titles = new RegExp(
  `(?<!\\p{L})(?:Dr|Prof)\\s(?=\\p{Lu})|(?<!\\p{L})(?:(?:L?OA|L?OÄ|CA|CÄ|AA|AÄ|FA|FÄ)\\s(?=D?Dr|PD|Prof|Doz|Priv))?(?:(?:Univ|U[rn]iv|[Aa]o|apl|Prof|Prim|Priv|Doz|D?Dr|Drs|Dres|Mag|Dipl)\\.[\\s-]{0,2}|PD\\.?\\s|Priv\\.?-?\\s?Doz\\.\\s?|med\\.(?=\\s?\\p{Lu}|univ)\\s?|univ(?:ers?)?\\.\\s?){1,5}(?:(?:med|rer|nat|dent|phil|habil|univ|univers|univer|h\\.\\s?c)\\.?(?!\\p{L})\\s?)*|(?<!\\p{L})(?:DGK[SPB]|MBA|PhD|MSc|BSc)(?!\\p{L})`,
  'gud',
);
export const part = new RegExp(`(?<![\\p{L}-])${PART}(?![\\p{L}])`, 'gud');
/** `Pat. J.F.`: behind such a cue whatever follows. */
export const cuedInitials =
  /(?<=(?<!\p{L})(?:Pat\.?|Patient(?:in)?(?:en)?|Herrn?|Frau|Hr\.|Fr\.|Mr\.?|Mrs\.?|Ms\.?|Miss|Dr\.?|Prof\.?|OA|OÄ|Sr\.|Name:)\s?)(?<value>\p{Lu}\.\s?(?:-?\s?\p{Lu}\.)?|\p{Lu})(?![\p{L}\d.-])/dgu;
export const initials =
  /(?<!\p{L})(?<value>\p{Lu}\.\s?(?:-\s?)?\p{Lu}\.(?:\s?\p{Lu}\.)?)(?=\s*(?:,|\)|$|\n|geb|wurde|wird|ist|hat|klagt|berichtet|gibt|verneint|toleriert))/dgu;

/** What somebody did who wrote or made the report. */
export const acting = new RegExp(
  `(?:assistierten?|[Aa]ssistenz(?: durch| von)|assistiert (?:von|durch)|durchgeführt (?:von|durch)|[Dd]iktiert (?:von|durch)|geschrieben von|[Bb]efundet (?:von|durch)|beurteilt (?:von|durch)|untersucht (?:von|durch)|[Bb]egutachtet (?:von|durch)|[Uu]nterzeichnet (?:von|durch)|[Vv]alidiert (?:von|durch)|[Ff]reigegeben (?:von|durch)|[Ss]igniert (?:von|durch)|[Bb]etreut (?:von|durch)|behandelt (?:von|durch)|[Gg]eprüft(?: von| durch)?|[Ee]rstellt (?:von|durch)|[Vv]erfasst (?:von|durch)|[Dd]okumentiert (?:von|durch)|[Aa]ufklärung (?:von|durch)|[Aa]ufgeklärt (?:von|durch)|[Ee]rhoben (?:von|durch)|operiert (?:von|durch)|entnommen (?:von|durch)|korrigiert (?:von|durch)|gesehen von|informiert durch|Supervision|[Tt]yped by|[Dd]ictated by|[Tt]ranscribed by|[Ss]igned (?:off )?by|[Cc]o-?signed by|[Pp]repared by|[Aa]uthori[sz]ed by|[Vv]erified by|[Ee]xamined by|[Cc]onsented by|überwiesen (?:von|durch)|vertreten durch|veranlasst (?:von|durch)|angefordert von|besprochen mit|[Rr]ücksprache mit|[Tt]elefonat mit|Gespräch mit|[Aa]bsprache mit|[Zz]weitmeinung(?: von)?|[Bb]egleitet von|[Aa]bgeholt von|vorgestellt von|performed by|assisted by|reported by|reviewed by|referred by|discussed with|seen by)\\s+(?:dem |der |den )?(?:(?:Herrn?|Frau|Mr\\.?|Mrs\\.?|Ms\\.?|${TITLE})${MORE}\\s+)*(?<value>${NAME})`,
  'gud',
);
/** The same, cut short, and whom it was told. */
export const actingShort = new RegExp(
  `(?<!\\p{L})(?:(?:[Aa]ngef|[Aa]ufgekl|[Vv]eranl|[Uu]nters|[Dd]urchgef|[Bb]ef)\\. (?:von|v\\.|durch|d\\.)|(?:[Gg]emeldet|[Mm]itgeteilt|[Dd]urchgegeben) (?:von|durch|an)|(?:[Ww]eitergegeben|[Üü]bergeben) an|[Üü]bergabe (?:von|an|durch)|(?:[Ii]nformiert|[Vv]erständigt) wurde)\\s+(?:(?:Herrn?|Frau|${TITLE})${MORE}\\s+)*(?<value>${NAME})`,
  'gud',
);
/** Labels behind which a finding may stand as well as a person. */
export const departments = new RegExp(
  `(?<!\\p{L})(?:Pathologie|Narkose|Anästhesie|Endoskopie|Radiologie|Labor|Chirurgie|Team|Anwesend|Verteiler|Kopie(?: an)?|cc|CC|Nachrichtlich|Konsil|Station|Leitung|Mutter|Vater|Kind(?:er)?|Eltern|Ehepartner|Erziehungsberechtigte)\\s?:?\\s*(?:(?:${TITLE})${MORE}\\s+)*(?<value>${NAME}(?:\\s?[,/]\\s?${NAME}|\\sund\\s${NAME}){0,3})`,
  'gud',
);
/** `Sauer/Ibáñez`: whoever examined together. */
export const pairOf = new RegExp(
  `(?<=Endoskopie:\\s|Unters\\.:\\s|Untersucher:\\s|Team:\\s)(?<value>${NAME}\\s?/\\s?${NAME})`,
  'gud',
);
/** Particles that German does not use. */
export const foreignParticle =
  /(?<!\p{L})(?:van der|van den|van de|van|de la|de las|de los|della|del|di|da|dos|Op de|Ten|El|Al|Ben|Abu|Ibn|Bin|Le|Mac|Ó|Ní|Nic|Uí|Ap|Ait|Freiherr(?:in)? von|Graf von|Gräfin von|Edler von)\s\p{Lu}\p{L}+(?:-\p{Lu}\p{L}+)*/dgu;

/** `Will (son)`, `Ilse (Ehefrau)`: whose relation stands in brackets behind. */
export const related = new RegExp(
  `(?<!\\p{L})(?<value>${PART}(?:\\s${PART}){0,2})(?=\\s\\((?:his |her |der |die |seine? |ihre? )?(?:son|daughter|wife|husband|brother|sister|mother|father|partner|carer|friend|neighbour|niece|nephew|grand\\p{L}+|Sohn|Tochter|Ehefrau|Ehemann|Bruder|Schwester|Mutter|Vater|Nachbar(?:in)?|Freund(?:in)?|Lebensgefährt\\p{L}+|Enkel(?:in)?|Nichte|Neffe|Schwager|Schwägerin|Betreuer(?:in)?|Cousine?|Partner(?:in)?)(?!\\p{L}))`,
  'gud',
);
/** `Der 59-jährige Anton Kranz`. */
export const agedName = new RegExp(
  `(?<=\\d\\s?-?\\s?j(?:ä|ae)hrige[nrs]?\\s(?:Patient(?:in|en)?\\s)?)(?<value>${PART}(?:\\s(?:${PARTICLE}\\s)?${PART}){1,2})`,
  'gud',
);
/** Labels that need their colon: without it they are words of a sentence. */
export const colon = new RegExp(
  `(?<!\\p{L})(?:[Aa]nwesende?|[Tt]eilnehmer(?:innen)?|Student(?:in)?|Famulant(?:in)?|PJler(?:in)?|Praktikant(?:in)?|Hospitant(?:in)?|Fahrer(?:in)?|Springer(?:in)?|Instrumentierung|Instrumenteur(?:in)?|Instrumentierende[rn]?|Anästhesie(?:pflege|arzt|ärztin)?|Narkosearzt|Hebamme|Assistent(?:in)?(?:en)?|Dolmetscher(?:in)?|Zweitbefunder|Zweitmeinung|Gegengezeichnet|Geprüft|Erstellt|Verfasser(?:in)?|Autor(?:in)?|Schreibkraft|Dokumentiert|Schwester|Stationsarzt|Stationsärztin|Bezugspflege|Verantwortlich|OP-Team|Operateure|[12]\\. ?(?:Assistenz|Assistent(?:in)?|Operateur(?:in)?)|Nurses?|Assistants?|Trainee|Fellow|Attending|Resident|Registrar|Surgeon|An(?:a)?esthetist|Scrub(?: nurse)?|PCP|GP|Key ?worker|Interpreter|Author|Reviewed|Reviewer|Pathologist|Radiologist|Consultant|Secretary|Carer|Spouse|Emergency contact)\\s?:\\s*(?:(?:Herrn?|Frau|Mr\\.?|Mrs\\.?|Ms\\.?|${TITLE})${MORE}\\s+)*(?<value>${NAME}(?:\\s?[,/&+]\\s?(?:(?:${TITLE})${MORE}\\s+)?${NAME}){0,8})`,
  'gud',
);
/** `Patient: LI, XIAOMING`: capitals and the comma leave no doubt. */
export const capitals = new RegExp(
  `(?<=(?:Patient(?:in)?|Pat\\.?|Name|Surname|NAME|PATIENT)\\s?:?\\s{1,8})(?<value>(?:(?:VON|VAN|ZU|ZUR|DE|DER|DEN|DEL|LA|EL|AL|BIN|TEN|OP)\\s){0,3}[\\p{Lu}'’-]{2,24},\\s?\\p{Lu}[\\p{L}'’-]+)`,
  'gud',
);
/** Who signs for another. */
export const onBehalf = new RegExp(
  `(?<!\\p{L})(?:i\\.\\s?[AV]\\.|ppa\\.|f\\.\\s?d\\.\\s?R\\.|vid\\.|gez\\.)[ \\t]*(?:i\\.\\s?[AV]\\.[ \\t]*)?(?:(?:${TITLE})${MORE}[ \\t]+)?(?<value>(?:${PARTICLE}[ \\t]+)?${PART}(?:[ \\t]+(?:${PARTICLE}[ \\t]+)?${PART}){0,2})`,
  'gud',
);
