import type { SiteKey } from './site-key.js';

/**
 * The keyed hash by which a case is known within its center: 64 hex digits. However its name is composed (a Mac writes
 * `ü` as two signs) and whatever blanks stand around it, it is one case.
 */
export const caseRefOf = (siteKey: Pick<SiteKey, 'hmac'>, center: string, caseName: string): string =>
  siteKey.hmac('case', `${center}\0${caseName.normalize('NFC').trim()}`);
