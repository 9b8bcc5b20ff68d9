/** What may never be read in a result, between `«` and `»`; everything else may stay. */
export interface MarkedText {
  readonly text: string;
  readonly identifiers: readonly string[];
  /** The words outside the marks. */
  readonly others: readonly string[];
}

export function unmarked(marked: string): MarkedText {
  const identifiers = [...marked.matchAll(/«([^»]+)»/gu)].map(([, inside]) => inside!);
  const others = marked.replaceAll(/«[^»]+»/gu, ' ').match(/\p{L}{4,}/gu) ?? [];
  return { text: marked.replaceAll(/[«»]/g, ''), identifiers, others };
}

/** Everybody's words, also inside a hospital's or a doctor's name. */
const ordinary = new Set('Klinikum Krankenhaus Universitätsklinikum Kreisklinik Prof. Dr. med.'.split(' '));

/** Words of names and places, whole numbers and dates: any of them alone would still be a leak. */
export function leakable(identifiers: readonly string[]): string[] {
  const parts = identifiers.flatMap((identifier) =>
    /^\+?[\d\s./():,-]+$/.test(identifier)
      ? [identifier]
      : identifier.split(/[\s,;]+/).flatMap((part) => (/\p{L}/u.test(part) ? part.split('-') : [part])),
  );
  return [
    ...new Set(
      parts.filter(
        (part) => !ordinary.has(part) && part.replaceAll(/[^\p{L}\d]/gu, '').length >= (/\d/.test(part) ? 5 : 4),
      ),
    ),
  ];
}
