/** Picture geometry, device presets, text tracks and mask plans; pure. */
export const room = 'masking';
