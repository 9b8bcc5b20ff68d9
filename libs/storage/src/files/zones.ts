import { chmod, lstat, mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';

const names = ['landing', 'sensitive', 'anonymized', 'quarantine', 'tombstones'] as const;
export type Zones = Readonly<Record<(typeof names)[number] | 'scratch', string>>;

/** Makes the folders of the zones (0700) where they are missing; narrows wider ones; refuses links. */
export async function openZones(zonesDir: string, scratchDir?: string): Promise<Zones> {
  await mkdir(zonesDir, { recursive: true, mode: 0o700 });
  const root = await realpath(zonesDir);
  const scratch = scratchDir ?? join(root, 'scratch');
  const zones = { ...Object.fromEntries(names.map((name) => [name, join(root, name)])), scratch } as Zones;
  const devices = new Set<number>();
  for (const [name, dir] of Object.entries(zones)) {
    const device = await openFolder(dir);
    if (name !== 'scratch') devices.add(device);
  }
  // link() from landing is what makes a write atomic; it cannot cross file systems
  if (devices.size > 1) throw new Error('the zones (all but scratch) must lie on one file system');
  return zones;
}

async function openFolder(dir: string): Promise<number> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const stat = await lstat(dir);
  if (!stat.isDirectory()) throw new Error('a zone must be a folder, not a link or a file');
  if ((stat.mode & 0o077) !== 0) await chmod(dir, 0o700);
  return stat.dev;
}
