/** Watch folders and imports: bytes safe in the sensitive zone, then `media.landed`. */
export type { AfterLanding } from './landing/after-landing.js';
export { placeOf } from './watching/drop-layout.js';
export { type ImportOptions, casesOf, sourcesOf } from './import-sources.js';
export { LandFile, type LandOutcome, type LandSettings } from './landing/land-file.js';
export type { Source } from './landing/source-file.js';
export { type ScanReport, WatchFolder, type WatchSettings } from './watching/watch-folder.js';
export { intakeSettings } from './config.js';
export { intake, landFileFor } from './intake.service.js';
