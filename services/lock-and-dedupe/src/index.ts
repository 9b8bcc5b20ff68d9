/** Identifies the content in the sandbox; one claim per content. */
export const room = 'lock-and-dedupe';
