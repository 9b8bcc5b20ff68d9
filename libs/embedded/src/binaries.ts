import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SYSTEM_FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin'];

/** A program and the folders its own shared libraries are in, if it was unpacked rather than installed. */
export interface Binary {
  readonly path: string;
  readonly libraryPath?: string;
}

export class ServerMissing extends Error {
  override readonly name = 'ServerMissing';
  constructor(readonly program: string) {
    super(
      `${program} was not found. Run ./endoveil once to unpack it, or install it with the system's package manager.`,
    );
  }
}

/** The folder where `./endoveil` unpacks servers: the nearest `.tools/deb` above this file, or a folder given. */
export function unpackedServers(toolsDir?: string): string | undefined {
  if (toolsDir) return join(toolsDir, 'deb');
  for (let dir = dirname(fileURLToPath(import.meta.url)); dir !== dirname(dir); dir = dirname(dir)) {
    const candidate = join(dir, '.tools', 'deb');
    if (existsSync(candidate)) return candidate;
  }
  return undefined;
}

/** Finds `nats-server`, `redis-server`, …: the unpacked one first, because its version is pinned, then the system's. */
export function findBinary(program: string, toolsDir?: string): Binary {
  const unpacked = unpackedServers(toolsDir);
  for (const dir of unpacked ? ['usr/bin', 'usr/sbin'] : []) {
    const path = join(unpacked as string, dir, program);
    if (isExecutable(path)) return { path, libraryPath: join(unpacked as string, 'usr/lib/x86_64-linux-gnu') };
  }
  for (const dir of SYSTEM_FOLDERS) {
    const path = join(dir, program);
    if (isExecutable(path)) return { path };
  }
  throw new ServerMissing(program);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
