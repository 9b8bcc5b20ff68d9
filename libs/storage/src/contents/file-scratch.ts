import { mkdir, opendir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { failpoint } from '@endoveil/runtime';
import { codeOf, diskError } from '../files/disk-errors.js';
import type { Scratch, ScratchDir } from './scratch.js';

const JOB = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MAKE_TRIES = 100;
const FENCE = /^(?:0|[1-9][0-9]{0,15})$/;

/** Scratch as folders below one root. */
export class FileScratch implements Scratch {
  constructor(private readonly root: string) {}

  async create(jobId: string, fence: number): Promise<ScratchDir> {
    if (!JOB.test(jobId) || !FENCE.test(String(fence))) throw new RangeError('not a job and a fence');
    const job = join(this.root, jobId);
    const path = join(job, String(fence));
    await rm(path, { recursive: true, force: true });
    try {
      await makeBelow(job, path);
    } catch (error) {
      throw diskError(error);
    }
    failpoint('scratch.after-create');
    const wipe = async () => {
      failpoint('scratch.before-wipe');
      await wipeBelow(job, path);
    };
    return { path, wipe, [Symbol.asyncDispose]: wipe };
  }

  async collect(isLive: (jobId: string, fence: number) => Promise<boolean>): Promise<number> {
    let wiped = 0;
    for await (const job of await opendir(this.root)) {
      if (!job.isDirectory() || !JOB.test(job.name)) continue;
      const fences = await namesIn(join(this.root, job.name));
      for (const fence of fences.filter((name) => FENCE.test(name))) {
        if (await isLive(job.name, Number(fence))) continue;
        await wipeBelow(join(this.root, job.name), join(this.root, job.name, fence));
        wiped += 1;
      }
      if (fences.length === 0) await removeEmpty(join(this.root, job.name));
    }
    return wiped;
  }
}

/** Another attempt of the same job may remove the empty job folder at any moment in between: then it is made again. */
async function makeBelow(job: string, path: string): Promise<void> {
  for (let left = MAKE_TRIES; ; left -= 1) {
    try {
      await mkdir(job, { recursive: true, mode: 0o700 });
      await mkdir(path, { mode: 0o700 });
      return;
    } catch (error) {
      if (codeOf(error) !== 'ENOENT' || left === 0) throw error;
    }
  }
}

async function wipeBelow(job: string, path: string): Promise<void> {
  // a killed child may still write for a moment
  await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  await removeEmpty(job);
}

async function removeEmpty(dir: string): Promise<void> {
  await rmdir(dir).catch((error) => {
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'ENOENT') throw error;
  });
}

async function namesIn(dir: string): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const entry of await opendir(dir)) names.push(entry.name);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  return names;
}
