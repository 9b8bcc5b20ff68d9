const strict = new TextDecoder('utf-8', { fatal: true });

/** A name as text: UTF-8 as it is; of other names each byte beyond ASCII as `\xFF`, so that none is lost. */
export function textOf(name: Uint8Array): string {
  try {
    return strict.decode(name);
  } catch {
    return Array.from(name, (byte) =>
      byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    ).join('');
  }
}
