/** Identifier detectors, spans, merging and surrogates; pure. */
export const room = 'phi';
