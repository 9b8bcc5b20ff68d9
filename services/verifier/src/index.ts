/** An independent reader of every anonymized artifact; certificates. */
export { verifier } from './verifier.service.js';
export { Verify } from './verify.js';
