import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sourcesOf } from './import-sources.js';
import { intakeRig } from './intake-rig.js';

const options = { center: 'main', processor: 'unknown' };

it('lands a file as a case of its own, and a folder by its folders', async () => {
  await using rig = await intakeRig();
  await mkdir(join(rig.drop, 'exam 1', 'images'), { recursive: true });
  for (const name of ['exam 1/a.mp4', 'exam 1/b.pdf', 'exam 1/images/c.mp4'])
    await writeFile(join(rig.drop, name), name);
  await symlink('/etc', join(rig.drop, 'exam 1', 'link'));
  const [alone] = await sourcesOf(join(rig.drop, 'exam 1', 'a.mp4'), options);
  expect(alone!.caseName).toBe(null);
  const sources = await sourcesOf(join(rig.drop, 'exam 1'), options);
  expect(sources.map(({ caseName }) => caseName).sort()).toEqual(['exam 1', 'exam 1', 'exam 1/images']);
  const named = await sourcesOf(join(rig.drop, 'exam 1'), { ...options, caseName: 'given' });
  for (const source of named) expect(await rig.landFile().land(source)).toMatchObject({ outcome: 'landed' });
  const landings = [...rig.ledger.landings.values()];
  expect(landings).toHaveLength(3);
  expect(new Set(landings.map(({ caseRef }) => caseRef)).size).toBe(1);
});

it('follows the link that a person names', async () => {
  await using rig = await intakeRig();
  await writeFile(join(rig.dir, 'exam.mp4'), 'x');
  await symlink(join(rig.dir, 'exam.mp4'), join(rig.drop, 'link.mp4'));
  const [source] = await sourcesOf(join(rig.drop, 'link.mp4'), options);
  expect(await rig.landFile().land(source!)).toMatchObject({ outcome: 'landed' });
});

it('says when there is nothing', async () => {
  await using rig = await intakeRig();
  await expect(sourcesOf(join(rig.drop, 'none'), options)).rejects.toThrow('ENOENT');
});
