export * from './attempt.js';
export * from './face.js';
export * from './ledger.js';
export * from './ports.js';
export * from './timing.js';
