export * from './certificate.js';
export * from './errors.js';
export * from './event.js';
export * from './events.js';
export * from './findings.js';
export * from './ids.js';
export * from './media.js';
export * from './reasons.js';
