/** The sender stands in the first lines; further down a line with a hospital in it names another one, or tells of a stay. */
const LETTERHEAD_LINES = 3;
const LONGEST = 60;
const house =
  /(?:^|\s|-)(?:\p{Lu}?\p{L}*(?:klinikum|Klinikum|krankenhaus|Krankenhaus|spital|Spital|kliniken|Kliniken|hospital|Hospital|Infirmary)|\p{Lu}\p{L}+klinik|Charité|Medical Cent(?:er|re))(?:\s|-|$)/u;
/** A name is made of capitalised words and what joins them, without numbers and verbs. */
const name = /^(?:(?:\p{Lu}[\p{L}.'’-]*|der|des|die|am|an|im|in|für|und|zum|zur|of|the|&)(?:\s|$))+$/u;
/** What parts a letterhead's line: a comma, a dot, a bar, a dash with blanks, a wide gap. */
const parting = /,|[·|•;]|\s[-–—]\s|\s{2,}|\t/u;

/** The house that a report comes from, or nothing. */
export function institutionIn(text: string): string | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const found = lines
    .slice(0, LETTERHEAD_LINES)
    .flatMap((line) => line.split(parting))
    .map((part) => part.trim())
    .filter((part) => part.length <= LONGEST && house.test(part) && name.test(part));
  return new Set(found).size === 1 ? found[0] : undefined;
}
