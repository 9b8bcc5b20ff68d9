import { readFileSync } from 'node:fs';
import { EndoveilError } from '@endoveil/contracts';

/** What `pg` and TypeORM are told to reach a server. */
export interface Reach {
  readonly connectionString: string;
  readonly ssl?: { readonly rejectUnauthorized: true; readonly host: string; readonly ca?: string };
}

/**
 * Over TLS where the URL says `sslmode=verify-full`, and then the server must show a certificate for its very name,
 * signed by the authority of `sslrootcert` or else by one that Node trusts. Half-checked modes are refused: they look
 * like safety and are none.
 */
export function reachOf(url: string): Reach {
  const parsed = new URL(url);
  const mode = parsed.searchParams.get('sslmode') ?? 'disable';
  const authority = parsed.searchParams.get('sslrootcert');
  parsed.searchParams.delete('sslmode');
  parsed.searchParams.delete('sslrootcert');
  const connectionString = parsed.href;
  if (mode === 'disable') return { connectionString };
  if (mode !== 'verify-full')
    throw new EndoveilError('internal', { detail: 'sslmode is neither disable nor verify-full' });
  const ca = authority ? { ca: readFileSync(authority, 'utf8') } : {};
  return { connectionString, ssl: { rejectUnauthorized: true, host: parsed.hostname, ...ca } };
}

/** The same address, with the site's authority where TLS is asked for and none is named. */
export function withAuthority(url: string, caFile: string | undefined): string {
  const parsed = new URL(url);
  const { searchParams: asked } = parsed;
  if (!caFile || asked.get('sslmode') !== 'verify-full' || asked.has('sslrootcert')) return url;
  asked.set('sslrootcert', caFile);
  return parsed.href;
}
