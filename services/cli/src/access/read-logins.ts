import { readFile } from 'node:fs/promises';
import { type ServiceName, serviceNames } from '@endoveil/ledger';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';

/** What Postgres and NATS take as it stands, and nobody guesses. */
const PASSWORD = /^[\w-]{16,}$/;

/** The passwords of all services, from a file `{"SERVICE": "password"}`. Throws `usage`, and never tells a password. */
export async function readLogins(file: string): Promise<Readonly<Record<ServiceName, string>>> {
  const text = await readFile(file, 'utf8').catch(() => refuse('The file of logins cannot be read.'));
  const logins = parsed(text);
  const bad = serviceNames.filter((name) => !PASSWORD.test(String(logins[name] ?? '')));
  if (bad.length > 0)
    refuse(`No password, or one that is not 16 or more letters, digits, - and _, for: ${bad.join(', ')}.`);
  return logins as Record<ServiceName, string>;
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // said below
  }
  return refuse('The file of logins is not JSON such as {"SERVICE": "password"}.');
}

function refuse(text: string): never {
  throw new CommandFailed(exitCodes.usage, 'usage', text, 'deploy/make-secrets.sh writes such a file.');
}
