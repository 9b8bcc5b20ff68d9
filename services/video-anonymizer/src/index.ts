/** Video levels: frame-cleaning, roi-masking, hold. */
export { videoSettings } from './config.js';
export { FrameCleaning } from './frame-cleaning.js';
export { makingOf } from './making/making-of.js';
export type { Making } from './making/picture-only.js';
export { RoiMasking } from './roi-masking.js';
export { videoAnonymizer } from './video-anonymizer.service.js';
