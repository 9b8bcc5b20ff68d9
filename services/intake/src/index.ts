/** Watch folders and imports: bytes safe in the sensitive zone, then media.landed. */
export const room = 'intake';
