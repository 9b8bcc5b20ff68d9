/** Destinations and publications: what is approved goes out once, and is read back. */
export { checkFolder, type FolderFault, type FolderReport } from './release/check-release.js';
export { type DestinationConfig, publisherSettings } from './config.js';
export { openDestination } from './destinations/open-destination.js';
export { publisher } from './publisher.service.js';
export { type Trial, tryDestination } from './destinations/try-destination.js';
