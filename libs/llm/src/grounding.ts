const folded = (text: string) =>
  text
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/-\s*\n\s*/gu, '-')
    .replaceAll(/\s+/gu, ' ');

/** True when the value stands in the text as words of its own, whatever its case, width, composition or line breaks. */
export function isGrounded(text: string, value: string): boolean {
  const wanted = folded(value).trim();
  const source = folded(text);
  if (!/[\p{L}\d]/u.test(wanted)) return false;
  for (let at = source.indexOf(wanted); at >= 0; at = source.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    // a letter is two units at most
    const [before, behind] = [source.slice(Math.max(0, at - 2), at), source.slice(end, end + 2)];
    if (!/[\p{L}\p{M}\d]$/u.test(before) && !/^[\p{L}\p{M}\d]/u.test(behind)) return true;
  }
  return false;
}
