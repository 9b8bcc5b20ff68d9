/** The handler contract: how a message becomes an attempt that is never lost or counted twice. */
export { canonicalJson, isSignedBy, signCertificate } from './certificate.js';
export type { IdentifyTask } from './identify-stage.js';
export { Level } from './level.js';
export type { LevelOptions } from './level-facts.js';
export { registrationOf } from './level-workers.js';
export { PerformAttempt } from './perform-attempt.js';
export type { AttemptFrame } from './stage.js';
export type {
  Anonymized,
  AnonymizeWork,
  Declined,
  Extracted,
  ExtractTask,
  ExtractWork,
  Held,
  ProducedFile,
  Progress,
  Task,
  VerifyTask,
  VerifyWork,
} from './tasks.js';
export { HostedLevels, type MayBeIncapable, WorkModule, type WorkParts } from './work.module.js';
