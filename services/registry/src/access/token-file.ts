import { createHash, timingSafeEqual } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { z } from 'zod';
import { type Principal, Role } from './principal.js';

const Entry = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,39}$/),
  /** SHA-256 of the token, lower-case hex. A token has 256 random bits, so a slow hash would add nothing. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  roles: z.array(Role).min(1),
  centers: z.union([z.literal('all'), z.array(z.string().min(1).max(100)).min(1)]),
  until: z.iso.datetime().optional(),
});
export type TokenEntry = z.infer<typeof Entry>;

export const TokenFile = z
  .strictObject({ tokens: z.array(Entry) })
  .refine(({ tokens }) => new Set(tokens.map(({ name }) => name)).size === tokens.length, 'names are unique');

/** The file cannot be used: nobody is let in until it can. */
export class TokenFileRefused extends Error {
  override readonly name = 'TokenFileRefused';
}

const MOST_BYTES = 1024 * 1024;

export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Who holds which token. The file is looked at before every answer, so a removed line counts at once. */
export class Tokens {
  private seen = '';
  private entries: readonly TokenEntry[] = [];

  constructor(private readonly path: string) {}

  /** Null for a token that is not there or has run out. Throws `TokenFileRefused`. */
  async holderOf(token: string): Promise<Principal | null> {
    await this.reload();
    const hash = hashOfToken(token);
    // every entry is compared, whichever matches: time tells nothing
    let found: TokenEntry | undefined;
    for (const entry of this.entries) if (timingSafeEqual(hash, Buffer.from(entry.sha256, 'hex'))) found = entry;
    if (!found || (found.until && Date.parse(found.until) <= Date.now())) return null;
    const { name, roles, centers } = found;
    return { name, roles: new Set(roles), centers, local: false };
  }

  private async reload(): Promise<void> {
    const file = await open(this.path, constants.O_RDONLY | constants.O_NOFOLLOW).catch(() => {
      throw new TokenFileRefused('cannot be opened');
    });
    try {
      await this.readIfChanged(file);
    } catch (error) {
      this.seen = '';
      this.entries = [];
      throw error;
    } finally {
      await file.close();
    }
  }

  private async readIfChanged(file: FileHandle): Promise<void> {
    const { ino, size, mtimeNs, ctimeNs, mode } = await file.stat({ bigint: true });
    if ((mode & 0o022n) !== 0n) throw new TokenFileRefused('others may write it');
    if (size > MOST_BYTES) throw new TokenFileRefused('too large');
    const state = [ino, size, mtimeNs, ctimeNs].join();
    if (state === this.seen) return;
    this.entries = parsed(await file.readFile('utf8')).tokens;
    this.seen = state;
  }
}

function parsed(text: string): z.infer<typeof TokenFile> {
  try {
    return TokenFile.parse(JSON.parse(text));
  } catch {
    throw new TokenFileRefused('not valid');
  }
}
