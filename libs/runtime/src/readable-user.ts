/** What a setting says that `hasReadableUser` refuses. No part of the value. */
export const USER_NOT_READABLE = 'a % in its user or password is written as %25';

/** Whether user and password of an address, or of several by commas, are written as an address has to write them. */
export function hasReadableUser(addresses: string): boolean {
  return addresses.split(',').every((address) => {
    const url = URL.parse(address.trim());
    if (!url) return true;
    try {
      return [url.username, url.password].every((part) => decodeURIComponent(part) !== undefined);
    } catch {
      return false;
    }
  });
}
