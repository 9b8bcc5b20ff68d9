import { execFile } from 'node:child_process';
import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SMALL_MIB = { zones: 192, scratch: 192 } as const;
const FILLER = '.filler';
const MIB = 1024 * 1024;

type Disk = keyof typeof SMALL_MIB;

/** Zones and scratch, on small file systems in memory where this user may mount. */
export class Disks implements AsyncDisposable {
  private constructor(
    private readonly folders: Readonly<Record<Disk, string>>,
    /** False: they are plain folders, and cannot be filled. */
    readonly canFill: boolean,
  ) {}

  static async open(folders: Readonly<Record<Disk, string>>, small = false): Promise<Disks> {
    if (!small) return new Disks(folders, false);
    const mounted: string[] = [];
    try {
      for (const [disk, folder] of Object.entries(folders) as [Disk, string][]) {
        await run('mount', ['-t', 'tmpfs', '-o', `size=${SMALL_MIB[disk]}m,mode=700`, 'endoveil-chaos', folder]);
        mounted.push(folder);
      }
      return new Disks(folders, true);
    } catch {
      for (const folder of mounted) await run('umount', [folder]);
      return new Disks(folders, false);
    }
  }

  /** Nothing more fits. */
  async fill(disk: Disk): Promise<void> {
    const file = await open(join(this.folders[disk], FILLER), 'w', 0o600);
    try {
      const { bavail, bsize } = await statfs(this.folders[disk]);
      const zeros = Buffer.alloc(MIB);
      for (let left = bavail * bsize; left > 0; left -= MIB) await file.write(zeros, 0, Math.min(MIB, left));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      await file.close();
    }
  }

  async empty(disk: Disk): Promise<void> {
    await rm(join(this.folders[disk], FILLER), { force: true });
  }

  async mend(): Promise<void> {
    for (const disk of Object.keys(this.folders) as Disk[]) await this.empty(disk);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.canFill) return;
    // a child of a killed service may still hold a file for a moment
    for (const folder of Object.values(this.folders)) await run('umount', ['--lazy', folder]);
  }
}
