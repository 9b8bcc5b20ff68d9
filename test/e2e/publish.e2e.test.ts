import { execFile } from 'node:child_process';
import { appendFile, mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { loadSiteKey, signerOf } from '@endoveil/storage';
import { expect, it } from 'vitest';
import { aShortExam } from './exams.js';
import { everyService, HouseRig } from './house-rig.js';

const main = resolve(import.meta.dirname, '../../services/cli/dist/main.js');
const run = promisify(execFile);

it('a steward approves and publishes by commands; the researcher’s folder proves itself by the public key alone', async () => {
  await using house = await HouseRig.start();
  const folder = join(house.home, 'research');
  await mkdir(folder);
  const environment = {
    ...house.environment,
    ENDOVEIL_DESTINATIONS: JSON.stringify([{ name: 'research', kind: 'folder', path: folder }]),
    ENDOVEIL_PUBLISH_POLL_SECONDS: '0.5',
  };
  const endoveil = async (...args: readonly string[]) => {
    const ended = await run(process.execPath, [main, ...args, '--json'], {
      env: { ...environment, ENDOVEIL_API_URL: house.apiUrl },
    }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      (error: { code: number; stdout: string }) => error,
    );
    return { code: ended.code, document: JSON.parse(ended.stdout || '{}') as Record<string, unknown> };
  };
  await house.serve(everyService, environment);
  const exam = await aShortExam(21);
  await house.drop(exam.video, 'case-1/video.mp4');
  const [item] = await house.settled(1);
  const { itemId } = item!;

  expect((await endoveil('destinations', 'test')).code).toBe(0);
  // nothing goes out before a person has said so
  expect((await endoveil('publish', itemId, '--to', 'research')).document).toMatchObject({
    planned: [{ state: 'PLANNED' }],
  });
  expect(await readdir(folder)).toEqual([]);
  expect((await endoveil('approve', itemId, '--reason', 'compared', '--artifact', 'ffff')).code).toBe(4);
  // nobody approves what they did not look at
  expect((await endoveil('approve', itemId, '--reason', 'compared')).code).toBe(4);
  expect((await endoveil('queue')).document).toMatchObject({ items: [{ itemId, why: [{ code: 'to-approve' }] }] });
  expect((await endoveil('look', itemId, '--to', join(house.home, 'looked-at.mp4'))).code).toBe(0);
  expect(await endoveil('approve', itemId, '--reason', 'compared')).toMatchObject({
    code: 0,
    document: { state: 'approved', approved: true },
  });
  expect((await endoveil('publish', '--to', 'research', '--all-approved', '--wait')).document).toMatchObject({
    states: { PUBLISHED: 1 },
  });
  expect((await house.item(itemId)).state).toBe('published');

  const names = await readdir(folder);
  expect(names.map((name) => name.replace(/^[0-9a-f]{32}\./, '')).toSorted()).toEqual([
    'certificate.json',
    'manifest.json',
    'mp4',
  ]);
  const { publicKey } = signerOf(await loadSiteKey(join(house.home, 'site-key')), 'certificate');
  const key = Buffer.from(publicKey).toString('hex');
  const verify = () =>
    run(process.execPath, [main, 'verify', folder, '--key', key, '--json'], { env: { PATH: process.env['PATH'] } });
  expect(JSON.parse((await verify()).stdout)).toEqual({ releases: 1, files: 3, faults: [] });
  await appendFile(
    join(
      folder,
      names.find((name) => name.endsWith('.mp4'))!,
    ),
    'x',
  );
  await expect(verify()).rejects.toMatchObject({ code: 10 });

  const { document } = await endoveil('publications');
  const [publication] = document as unknown as { publicationId: string }[];
  expect((await endoveil('withdraw', publication!.publicationId)).code).toBe(0);
  await house.until(
    'withdrawn',
    async () => (await endoveil('publications', '--state', 'withdrawn')).document as unknown as unknown[],
    (found) => found.length === 1,
  );
  // what is no longer what we sent is not ours to delete
  expect(await readdir(folder)).toHaveLength(1);
});
