import type { BigIntStats, Dirent } from 'node:fs';
import { type FileHandle, lstat, readdir } from 'node:fs/promises';
import { OWN_FOLDER } from '../landing/after-landing.js';
import type { Found } from './found.js';
import { inFolder, openFolder, openFolderIn } from '../landing/open-beneath.js';
import { QuietFiles } from './quiet-files.js';
import { Turns } from './turns.js';

/** A file that a scan looked at, and what is remembered of the files beside it. */
export interface Watched extends Found {
  readonly quiet: QuietFiles;
}

export interface Scan {
  readonly files: readonly Watched[];
  /** Files that are settled and unchanged for long, and were not looked at this time. */
  readonly resting: number;
  /** Links, FIFOs, sockets, devices: never opened. */
  readonly notFiles: number;
  /** Folders that could not be read. */
  readonly unreadable: number;
  /** Files under a name that says that they are still written: never taken. */
  readonly unfinished: number;
  readonly folders: number;
  /** Files and folders whose state was asked for, and folders that were read. */
  readonly looks: number;
}

type Scanning = { -readonly [K in keyof Scan]: Scan[K] } & { readonly files: Watched[] };

const DEEPEST = 16;
/** How programs mark what they are still writing. A file that keeps such a name is never taken. */
const UNFINISHED = /^(?:\..*|~.*|.*~|.*\.(?:part|partial|tmp|temp|crdownload|filepart|lock))$/is;
/** They cost little: all of them are looked at in every scan. */
const FEW = 5_000;
/** In a folder with more than this part of a few each file has its own turn, in others the turn of the folder. */
const LARGE_FOLDER = 1 / 5;
const SIDE_BY_SIDE = 32;
const ITSELF = Buffer.of(0x2e);

/** Most folders have no other in them, and there may be a hundred thousand. */
const NONE: ReadonlyMap<string, Folder> = new Map();

/** What is remembered of a folder from scan to scan. */
class Folder {
  files: QuietFiles;
  folders: ReadonlyMap<string, Folder> = NONE;
  notFiles = 0;
  unfinished = 0;
  /** Empty: it has to be read. */
  fingerprint = '';
  sinceMs = 0;
  lookMs = 0;

  constructor(private readonly turns: Turns) {
    this.files = new QuietFiles(turns);
  }

  /** As if it had never been seen. */
  forget(): void {
    this.files = new QuietFiles(this.turns);
    this.folders = NONE;
    this.notFiles = this.unfinished = 0;
    this.fingerprint = '';
  }
}

/**
 * Every plain file below `root`, by a walk that follows no link. What is settled and has not changed for ten minutes
 * rests: a folder is read again when its times change, a file is looked at again when it is its turn, each of both every
 * five minutes at least, whatever their times say. Of few files none ever rests.
 */
export class DropTree {
  private readonly turns: Turns;
  private readonly top: Folder;
  private readonly woken = new Set<string>();
  private known = 0;

  constructor(
    private readonly root: string,
    private readonly few = FEW,
    nowMs: () => number = () => performance.now(),
  ) {
    this.turns = new Turns(nowMs);
    this.top = new Folder(this.turns);
  }

  /** Throws when the root cannot be opened; what was remembered stays. */
  async scan(): Promise<Scan> {
    const scan: Scanning = { files: [], resting: 0, notFiles: 0, unreadable: 0, unfinished: 0, folders: 0, looks: 0 };
    await using top = await openFolder(this.root, []);
    this.wakeAll();
    await this.visit(this.top, await top.stat({ bigint: true }), [], scan, () => openFolderIn(top, ITSELF));
    this.known = scan.folders + scan.files.length + scan.resting;
    return scan;
  }

  /** Something happened at this path below the root: the next scan to begin looks there. */
  wake(path: string): void {
    this.woken.add(path);
  }

  /** At the start of a scan, so that what happens during one is not taken for seen by it. */
  private wakeAll(): void {
    for (const path of this.woken) {
      const names = path.split('/');
      const name = names.pop()!;
      const folder = names.reduce<Folder | undefined>((one, next) => one?.folders.get(next), this.top);
      folder?.files.wake(name);
      for (const woken of [folder, folder?.folders.get(name)]) if (woken) woken.lookMs = Number.NEGATIVE_INFINITY;
    }
    this.woken.clear();
  }

  private async visit(
    folder: Folder,
    stat: BigIntStats,
    path: readonly Buffer[],
    scan: Scanning,
    open: () => Promise<FileHandle>,
  ): Promise<void> {
    scan.folders += 1;
    const isRead = this.hasToBeRead(folder, stat);
    if (!isRead && folder.folders.size === 0) {
      count(folder, scan);
      return;
    }
    let handle: FileHandle;
    try {
      handle = await open();
    } catch {
      scan.unreadable += 1;
      folder.forget();
      return;
    }
    try {
      if (isRead && !(await this.read(handle, folder, path, scan))) return;
      if (!isRead) count(folder, scan);
      await this.descend(handle, folder, path, scan);
    } finally {
      await handle.close();
    }
  }

  private hasToBeRead(folder: Folder, { dev, ino, mtimeNs, ctimeNs }: BigIntStats): boolean {
    const fingerprint = [dev, ino, mtimeNs, ctimeNs].join(' ');
    if (folder.fingerprint !== fingerprint) {
      folder.fingerprint = fingerprint;
      folder.sinceMs = this.turns.nowMs();
      return true;
    }
    if (this.known <= this.few || folder.files.areOpen || this.isLarge(folder)) return true;
    return !this.turns.isResting(folder.sinceMs, folder.lookMs);
  }

  private isLarge({ files }: Folder): boolean {
    return files.size > this.few * LARGE_FOLDER;
  }

  /** False when it could not be read. */
  private async read(handle: FileHandle, folder: Folder, path: readonly Buffer[], scan: Scanning): Promise<boolean> {
    scan.looks += 1;
    let entries: Dirent<Buffer>[];
    try {
      entries = await readdir(inFolder(handle, ITSELF), { encoding: 'buffer', withFileTypes: true });
    } catch {
      scan.unreadable += 1;
      folder.forget();
      return false;
    }
    const mayRest = this.known > this.few && this.isLarge(folder);
    const [files, resting, folders] = [[] as Buffer[], [] as string[], new Map<string, Folder>()];
    folder.notFiles = folder.unfinished = 0;
    for (const entry of entries) {
      // latin1 keeps one character for each byte, whatever the encoding of the name
      const name = entry.name.toString('latin1');
      if (name === OWN_FOLDER) continue;
      if (UNFINISHED.test(name)) folder.unfinished += 1;
      else if (entry.isDirectory()) folders.set(name, folder.folders.get(name) ?? new Folder(this.turns));
      else if (!entry.isFile()) folder.notFiles += 1;
      else if (mayRest && folder.files.rests(name)) resting.push(name);
      else files.push(entry.name);
    }
    folder.folders = folders.size > 0 ? folders : NONE;
    const found: Watched[] = [];
    for await (const [name, stat] of this.look(handle, files, scan)) {
      if (stat?.isFile()) found.push({ segments: [...path, name], stat, quiet: folder.files });
      // replaced since it was read
      else if (stat) folder.fingerprint = '';
    }
    folder.files.observe(found, resting);
    folder.lookMs = this.turns.next();
    for (const file of found) scan.files.push(file);
    scan.resting += resting.length;
    scan.notFiles += folder.notFiles;
    scan.unfinished += folder.unfinished;
    return true;
  }

  private async descend(handle: FileHandle, folder: Folder, path: readonly Buffer[], scan: Scanning): Promise<void> {
    const names = [...folder.folders.keys()].map((name) => Buffer.from(name, 'latin1'));
    for await (const [name, stat] of this.look(handle, names, scan)) {
      const child = folder.folders.get(name.toString('latin1'))!;
      if (!stat) child.forget();
      else if (!stat.isDirectory()) folder.fingerprint = '';
      else if (path.length + 1 >= DEEPEST) scan.unreadable += 1;
      else {
        await this.visit(child, stat, [...path, name], scan, () => openFolderIn(handle, name));
      }
    }
  }

  /** What stands under each name now, undefined where nothing does. */
  private async *look(
    handle: FileHandle,
    names: readonly Buffer[],
    scan: Scanning,
  ): AsyncGenerator<readonly [Buffer, BigIntStats | undefined]> {
    for (let at = 0; at < names.length; at += SIDE_BY_SIDE) {
      const some = names.slice(at, at + SIDE_BY_SIDE);
      scan.looks += some.length;
      const stats = await Promise.all(
        some.map((name) => lstat(inFolder(handle, name), { bigint: true }).catch(() => undefined)),
      );
      for (const [i, name] of some.entries()) yield [name, stats[i]];
    }
  }
}

/** A folder that is as it was. */
function count(folder: Folder, scan: Scanning): void {
  scan.resting += folder.files.size;
  scan.notFiles += folder.notFiles;
  scan.unfinished += folder.unfinished;
}
