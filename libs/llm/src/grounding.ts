const folded = (text: string) => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ');

/** True when the value stands in the text, as written, whatever its case, width or line breaks. */
export function isGrounded(text: string, value: string): boolean {
  const wanted = folded(value).trim();
  return wanted.length > 0 && folded(text).includes(wanted);
}
