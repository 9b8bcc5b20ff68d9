import { execFile } from 'node:child_process';
import { open, rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SIZE = '1G';
const UMOUNT_TRIES = 50;

/**
 * A file system in a file. What programs have written but not flushed is not in the file yet, as it would not be on a
 * disk: a copy of the file, taken while nobody writes, is what a power cut leaves.
 */
export class Image implements AsyncDisposable {
  private cuts = 0;

  private constructor(
    private file: string,
    private readonly folder: string,
  ) {}

  /** Throws where this user may not mount. The journal is committed by nothing but a flush, for minutes. */
  static async mount(file: string, folder: string): Promise<Image> {
    await run('truncate', ['--size', SIZE, file]);
    await run('mkfs.ext4', ['-q', file]);
    await attach(file, folder);
    return new Image(file, folder);
  }

  /** Everything that was not flushed is gone. `end`: ends whoever uses the folder; they must be frozen before. */
  async cut(end: () => Promise<void>): Promise<void> {
    this.cuts += 1;
    const copy = `${this.file.replace(/\.\d+$/, '')}.${this.cuts}`;
    await run('cp', ['--sparse=always', this.file, copy]);
    await end();
    await this.detach();
    await rm(this.file);
    this.file = copy;
    await attach(copy, this.folder);
  }

  /** As a disk that rots: the first byte of a file is another, and nothing about the file tells. */
  async changeByte(path: string): Promise<void> {
    const { stdout } = await run('filefrag', ['-v', path]);
    const blockBytes = Number(/blocks? of (\d+) bytes/.exec(stdout)?.[1]);
    const block = Number(/^\s*0:\s+0\.\.\s*\d+:\s+(\d+)\.\./m.exec(stdout)?.[1]);
    await using disk = await open(this.file, 'r+');
    const byte = Buffer.alloc(1);
    await disk.read(byte, 0, 1, block * blockBytes);
    byte[0]! ^= 1;
    await disk.write(byte, 0, 1, block * blockBytes);
    // what the kernel still has of it in memory is forgotten
    await run('dd', [`of=${path}`, 'oflag=nocache', 'conv=notrunc,fdatasync', 'count=0', 'status=none']);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.detach();
    await rm(this.file, { force: true });
  }

  private async detach(): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await run('umount', [this.folder]);
        return;
      } catch (error) {
        // what was killed lets go a moment later
        if (tries === UMOUNT_TRIES) throw error;
        await wait(100);
      }
    }
  }
}

const attach = (file: string, folder: string) => run('mount', ['-o', 'loop,commit=300', file, folder]);
