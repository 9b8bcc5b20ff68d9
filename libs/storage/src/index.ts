/** Zones of files: encrypted raw bytes under random ids, anonymized artifacts by hash. */
export const room = 'storage';
