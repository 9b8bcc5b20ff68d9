import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { link, mkdir, open, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SiteKeyRefused } from '../errors.js';
import { codeOf } from '../files/disk-errors.js';
import { syncFolder } from '../files/write-through.js';

/** What a key derived from the site key is for. One purpose, one key (HKDF-SHA256). */
export type Purpose =
  | 'wrap'
  | 'content-id'
  | 'pseudonym'
  | 'date-shift'
  | 'certificate'
  | 'audit'
  | 'known-value'
  | 'source'
  | 'case'
  | 'lock'
  | 'request';

export interface SiteKey {
  /** Names this key without telling anything about it: 16 hex digits. */
  readonly id: string;
  /** 32 bytes. `certificate` and `audit` are Ed25519 seeds: see `signerOf`. */
  derive(purpose: Purpose): Buffer;
  /** HMAC-SHA256 under the purpose's key, lower-case hex. Strings are taken as UTF-8, as they are. */
  hmac(purpose: Purpose, value: string | Uint8Array): string;
}

const LINE = /^endoveil-site-key-1 ([0-9a-f]{64})\n$/;

/** Makes the key file (0600) if there is none, then loads it. Only an explicit set-up calls this. */
export async function createSiteKey(path: string): Promise<SiteKey> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = join(folder, `.${randomBytes(16).toString('hex')}.part`);
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(`endoveil-site-key-1 ${randomBytes(32).toString('hex')}\n`);
    await file.sync();
    // two processes that set up at the same moment must end with one key: link() never replaces
    await link(temporary, path).catch((error) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
    await syncFolder(folder);
  } finally {
    await file.close();
    await unlink(temporary);
  }
  return loadSiteKey(path);
}

/** Throws `SiteKeyRefused` when the file is missing, damaged, a link, or readable by anyone but its owner. */
export async function loadSiteKey(path: string): Promise<SiteKey> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch((error) => {
    throw new SiteKeyRefused(codeOf(error) === 'ENOENT' ? 'missing' : 'cannot be opened');
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new SiteKeyRefused('not a file');
    if ((stat.mode & 0o077) !== 0) throw new SiteKeyRefused('readable by others');
    if (stat.uid !== process.geteuid?.() && stat.uid !== 0) throw new SiteKeyRefused('of another user');
    const match = stat.size < 1000 ? LINE.exec(await file.readFile('latin1')) : null;
    if (!match) throw new SiteKeyRefused('damaged');
    return siteKeyOf(Buffer.from(match[1]!, 'hex'));
  } finally {
    await file.close();
  }
}

/** The keys of 32 secret bytes. They stay in the closure: printing the object shows the id alone. */
export function siteKeyOf(secret: Buffer): SiteKey {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', secret, 'endoveil/site-key/1', `endoveil/${purpose}/1`, 32));
  return {
    id: derive('id').toString('hex', 0, 8),
    derive,
    hmac: (purpose, value) => createHmac('sha256', derive(purpose)).update(value).digest('hex'),
  };
}
