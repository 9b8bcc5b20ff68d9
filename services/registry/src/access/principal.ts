import { z } from 'zod';

/** What a person or a program may do. One token may have several. */
export const Role = z.enum(['uploader', 'steward', 'publisher', 'operator', 'auditor']);
export type Role = z.infer<typeof Role>;

/** Who asks. */
export interface Principal {
  /** Stands as actor in the history. */
  readonly name: string;
  readonly roles: ReadonlySet<Role>;
  /** The centers whose items exist for this one. */
  readonly centers: 'all' | readonly string[];
  /** A program on this machine, without a token: sees nothing identifying, whatever its roles. */
  readonly local: boolean;
}

/** The one user of a machine without a token file. */
export const localUser: Principal = { name: 'local', roles: new Set(Role.options), centers: 'all', local: true };

const known = new WeakMap<object, Principal>();

export function remember(request: object, principal: Principal): void {
  known.set(request, principal);
}

/** Throws for a request that nobody has let in: such a one must not have come this far. */
export function principalOf(request: object): Principal {
  const principal = known.get(request);
  if (!principal) throw new Error('a request without a principal');
  return principal;
}

export const maySee = ({ centers }: Principal, center: string): boolean =>
  centers === 'all' || centers.includes(center);
