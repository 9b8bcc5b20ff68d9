import type { FieldFinding, FieldSource } from '@endoveil/contracts';

/** Strongest first: a person beats every machine, a structured header what was read off a picture, rules a model. */
const strength: readonly FieldSource[] = ['person', 'structured-header', 'overlay', 'text-rules', 'llm'];

/**
 * Every field with the value of its strongest source; other values stay beside it, so that all of them are searched
 * for. Nothing is overwritten: a weaker source only fills what is empty.
 */
export function mergeFields(...findings: readonly (readonly FieldFinding[])[]): FieldFinding[] {
  const sorted = findings
    .flat()
    .toSorted((a, b) => strength.indexOf(a.source) - strength.indexOf(b.source) || b.confidence - a.confidence);
  const seen = new Set<string>();
  return sorted.filter(({ name, value, source }) => {
    const key = [name, value, source].join('\0');
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
