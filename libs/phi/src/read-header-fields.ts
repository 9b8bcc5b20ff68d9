import type { FieldFinding } from '@endoveil/contracts';

/** Header fields of a German or English report's text. Unsure is empty: nothing is guessed. */
export function readHeaderFields(text: string): FieldFinding[] {
  void text;
  return [];
}
