import type { DestinationConfig } from '@endoveil/publisher';
import { CommandFailed } from '../command-line/failure.js';
import type { House } from '../config.js';
import { apiOf, type Destination } from '../items/api.js';

/** One that the settings name, or that a publisher has served, or both. */
export interface KnownDestination {
  readonly name: string;
  /** Undefined: it is not, or no longer, in the settings of this machine. */
  readonly config: DestinationConfig | undefined;
  /** `unknown`: the system does not run. */
  readonly served: 'yes' | 'no' | 'no publisher runs' | 'never' | 'unknown';
  readonly servedAt: string | null;
}

/** Both lists as one, by name. */
export async function knownDestinations(
  house: House,
  configured: readonly DestinationConfig[],
): Promise<readonly KnownDestination[]> {
  const told = await destinationsTold(house);
  const names = new Set([...configured, ...(told ?? [])].map(({ name }) => name));
  return [...names].toSorted().map((name) => {
    const one = told?.find((destination) => destination.name === name);
    return {
      name,
      config: configured.find((destination) => destination.name === name),
      served: told ? servedOf(one) : 'unknown',
      servedAt: one?.servedAt ?? null,
    };
  });
}

/** What the API says; undefined where nothing runs that could be asked. */
async function destinationsTold(house: House): Promise<readonly Destination[] | undefined> {
  try {
    return await apiOf(house).destinations();
  } catch (error) {
    if (error instanceof CommandFailed && error.code === 'not-running') return undefined;
    throw error;
  }
}

function servedOf(told: Destination | undefined): KnownDestination['served'] {
  if (!told?.servedAt) return 'never';
  if (told.unserved === null) return 'yes';
  return told.unserved === 'publisher-away' ? 'no publisher runs' : 'no';
}
