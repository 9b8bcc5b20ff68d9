/** Levels frame-cleaning, roi-masking, hold. */
export const room = 'video-anonymizer';
