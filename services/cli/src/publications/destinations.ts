import { type DestinationConfig, publisherSettings } from '@endoveil/publisher';
import { loadSettings } from '@endoveil/runtime';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import type { House } from '../config.js';

/** The destinations that this site has configured. */
export function destinationsOf(environment: House['environment']): readonly DestinationConfig[] {
  return loadSettings(publisherSettings, environment).destinations;
}

export function destinationNamed(environment: House['environment'], name: string | undefined): DestinationConfig {
  const all = destinationsOf(environment);
  const found = all.find((one) => one.name === name) ?? (name === undefined && all.length === 1 ? all[0] : undefined);
  if (found) return found;
  const known = all.map((one) => one.name).join(', ') || 'none';
  throw new CommandFailed(
    exitCodes.usage,
    'no-such-destination',
    `This site has these destinations: ${known}.`,
    'Name one by --to, or add it to ENDOVEIL_DESTINATIONS.',
  );
}
