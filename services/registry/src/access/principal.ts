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

interface LetIn {
  readonly principal: Principal;
  readonly now: () => Promise<Principal | null>;
}

const known = new WeakMap<object, LetIn>();

/** `now` answers whom the same token would let in at this moment: null, nobody. */
export function remember(
  request: object,
  principal: Principal,
  now: () => Promise<Principal | null> = async () => principal,
): void {
  known.set(request, { principal, now });
}

/** Throws for a request that nobody has let in: such a one must not have come this far. */
export const principalOf = (request: object): Principal => letIn(request).principal;

/** For answers that last: whether it would still be let in, to the same centers and roles. */
export async function isStillLetIn(request: object): Promise<boolean> {
  const { principal, now } = letIn(request);
  const current = await now().catch(() => null);
  return current !== null && rightsOf(current) === rightsOf(principal);
}

const rightsOf = ({ name, roles, centers }: Principal) => JSON.stringify([name, [...roles], centers]);

function letIn(request: object): LetIn {
  const found = known.get(request);
  if (!found) throw new Error('a request without a principal');
  return found;
}

export const maySee = ({ centers }: Principal, center: string): boolean =>
  centers === 'all' || centers.includes(center);
