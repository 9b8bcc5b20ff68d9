/** Identifies the content in the sandbox; one claim per content. */
export { ClaimContent } from './claim-content.js';
export { defaultIdentifyLimits, IdentifyContent, type IdentifyLimits, type IdentifyTask } from './identify-content.js';
export { lockAndDedupe } from './lock-and-dedupe.service.js';
