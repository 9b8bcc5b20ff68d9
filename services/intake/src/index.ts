/** Watch folders and imports: bytes safe in the sensitive zone, then `media.landed`. */
export type { AfterLanding } from './after-landing.js';
export { placeOf } from './drop-layout.js';
export { type ImportOptions, casesOf, sourcesOf } from './import-sources.js';
export { LandFile, type LandOutcome, type LandSettings } from './land-file.js';
export type { Source } from './source-file.js';
export { type ScanReport, WatchFolder, type WatchSettings } from './watch-folder.js';
export { intakeSettings } from './config.js';
export { intake, landFileFor } from './intake.service.js';
