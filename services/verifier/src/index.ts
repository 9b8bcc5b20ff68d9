/** An independent reader of every anonymized artifact; certificates. */
export const room = 'verifier';
