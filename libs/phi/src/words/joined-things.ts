/** What is looked for behind a germ's name. */
const sought = /^\p{Lu}\p{L}+-(?:PCR|DNA|RNA|Ag|Ak|IgA|IgG|IgM|IgE|ELISA|Toxin|Antigen|Antikörper|Serologie)$/u;
/** What is called after its maker and is no family name. */
const named =
  /^\p{Lu}[\p{L}-]+-(?:Färbung|Körperchen|Triade|Manöver|Kriterien|Skala|Klassifikation|Syndrom|Bougies?|Ileostoma|Kanüle|Katheter|Sonde|Drainage|Läsion|Anastomose|Schlinge|Reflex|Phänomen)$/u;
/** Somebody may be called so, but no family name has three parts. */
const tool = /^\p{Lu}\p{L}+(?:-\p{L}+)+-(?:Messer|Schere|Zange|Klemme|Nadel|Band|Ring|Naht|Lappen|Test|Zeichen)$/u;

/** `Stag-Beetle-Messer`, `Whipple-Triade`, `Tropheryma-PCR`: the last part tells that nobody is called so. */
export const isJoinedThing = (word: string): boolean => sought.test(word) || named.test(word) || tool.test(word);
