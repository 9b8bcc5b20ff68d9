import { readFileSync } from 'node:fs';
import type { DestinationConfig } from '../config.js';
import type { Destination } from './destination.js';
import { FolderDestination } from './folder-destination.js';
import { SftpDestination } from './sftp-destination.js';

/** A destination as the site configured it. Nothing is connected before the first call. */
export function openDestination(config: DestinationConfig): Destination {
  if (config.kind === 'folder') return new FolderDestination(config.path);
  const { keyFile, passwordFile, path, ...target } = config;
  return new SftpDestination(
    {
      ...target,
      login: () => ({
        ...(keyFile ? { privateKey: readFileSync(keyFile, 'utf8') } : {}),
        ...(passwordFile ? { password: readFileSync(passwordFile, 'utf8').trimEnd() } : {}),
      }),
    },
    path,
  );
}
