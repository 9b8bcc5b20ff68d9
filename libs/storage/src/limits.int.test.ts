import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'endoveil-limits-'));
});
afterAll(() => rm(dir, { recursive: true }));

/** Runs a script over the built code in a process of its own; its stdout is JSON. */
function inProcess(body: string, shellLimit = ''): unknown {
  const script = `
    import { openStorage, createSiteKey } from './dist/index.js';
    const siteKey = await createSiteKey(process.env.DIR + '/site.key');
    const storage = await openStorage({ zonesDir: process.env.DIR + '/zones', siteKey });
    const key = storage.cipher.newKey();
    const MIB = 1024 * 1024;
    async function* zeros(mib) { const chunk = Buffer.alloc(MIB); for (let i = 0; i < mib; i += 1) yield chunk; }
    ${body}`;
  const run = spawnSync('sh', ['-c', `${shellLimit} exec "$0" --input-type=module -e "$SCRIPT"`, process.execPath], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, DIR: dir, SCRIPT: script },
    encoding: 'utf8',
  });
  expect(run.status, run.stderr).toBe(0);
  return JSON.parse(run.stdout);
}

it('stays flat in memory while it stores and reads 400 MiB', () => {
  const result = inProcess(`
    const through = async (mib) => {
      const { blobId } = await storage.blobs.put(zeros(mib), key);
      let bytes = 0;
      for await (const chunk of storage.blobs.read(blobId, key)) bytes += chunk.length;
      await storage.blobs.remove(blobId);
      return bytes / MIB;
    };
    // how much V8 lets lie before it collects for the first time is not what is asked
    await through(200);
    const before = process.resourceUsage().maxRSS;
    const mib = await through(400);
    console.log(JSON.stringify({ mib, grownMiB: (process.resourceUsage().maxRSS - before) / 1024 }));`);
  expect(result).toMatchObject({ mib: 400 });
  expect((result as { grownMiB: number }).grownMiB).toBeLessThan(100);
});

it('says that a file is larger than may be written, which no room mends, and leaves nothing half-written', async () => {
  // 2 MiB is as much as this process may write into one file
  const result = inProcess(
    `const caught = [];
    const keep = (error) => caught.push({ code: error.code, message: error.message.includes('/') });
    await storage.blobs.put(zeros(5), key).catch(keep);
    const small = await storage.blobs.put(zeros(1), key);
    console.log(JSON.stringify({ caught, small: small.sizeBytes }));`,
    'ulimit -f 4096;',
  );
  expect(result).toEqual({ caught: [{ code: 'too-large', message: false }], small: 1024 * 1024 });
  expect(await readdir(join(dir, 'zones', 'landing'))).toEqual([]);
  expect(await readdir(join(dir, 'zones', 'sensitive'))).toHaveLength(1);
});
