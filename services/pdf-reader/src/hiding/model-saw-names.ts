import { findIdentifiers, findValue } from '@endoveil/phi';

/** What a cue makes certain, without any model. */
const CERTAIN = 0.85;
const MOST = 0.9;

/**
 * True when the model's proposals hold nine in ten of the names that a cue makes certain. A model that misses those looked
 * badly, or at something else (a refusal, a cut window, an order hidden in the text): then nothing it left out counts
 * as looked at: pictures are covered and a person looks at the result. A report without a single certain name proves
 * nothing either way, and goes to a person as well.
 */
export function modelSawNames(texts: readonly string[], proposals: readonly string[]): boolean {
  const certain = texts.flatMap((text) =>
    findIdentifiers(text, { mode: 'full' })
      .filter(({ label, confidence }) => label === 'name' && confidence >= CERTAIN)
      .map(({ start, end }) => text.slice(start, end)),
  );
  const seen = certain.filter((name) => proposals.some((proposal) => findValue(name, proposal).length > 0));
  return certain.length > 0 && seen.length >= MOST * certain.length;
}
