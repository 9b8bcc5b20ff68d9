import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { casesOf, sourcesOf } from './import-sources.js';
import { intakeRig } from './intake-rig.js';

const options = { center: 'main', processor: 'unknown' };

it('lands a file as a case of its own, and a folder as a drop folder: each folder in it is a case', async () => {
  await using rig = await intakeRig();
  await mkdir(join(rig.drop, 'exam 1', '4711', 'more'), { recursive: true });
  for (const name of ['exam 1/a.mp4', 'exam 1/b.pdf', 'exam 1/4711/c.mp4', 'exam 1/4711/more/d.pdf'])
    await writeFile(join(rig.drop, name), name);
  await symlink('/etc', join(rig.drop, 'exam 1', 'link'));
  const [alone] = await sourcesOf(join(rig.drop, 'exam 1', 'a.mp4'), options);
  expect(alone!.caseName).toBe(null);
  const sources = await sourcesOf(join(rig.drop, 'exam 1'), options);
  const caseOf = Object.fromEntries(sources.map(({ segments, caseName }) => [String(segments.at(-1)), caseName]));
  expect(caseOf).toEqual({ 'a.mp4': null, 'b.pdf': null, 'c.mp4': '4711', 'd.pdf': '4711' });
  expect(casesOf(sources)).toEqual({ cases: 3, alone: 2 });
  const named = await sourcesOf(join(rig.drop, 'exam 1'), { ...options, caseName: 'given' });
  for (const source of named) expect(await rig.landFile().land(source)).toMatchObject({ outcome: 'landed' });
  const landings = [...rig.ledger.landings.values()];
  expect(landings).toHaveLength(4);
  expect(new Set(landings.map(({ caseRef }) => caseRef)).size).toBe(1);
  expect(casesOf(named)).toEqual({ cases: 1, alone: 0 });
});

it('shares nothing between the files of two folders of one name', async () => {
  await using rig = await intakeRig();
  for (const where of ['anna', 'berta']) {
    await mkdir(join(rig.drop, where, 'export'), { recursive: true });
    await writeFile(join(rig.drop, where, 'export', 'report.pdf'), where);
    for (const source of await sourcesOf(join(rig.drop, where, 'export'), options))
      expect(await rig.landFile().land(source)).toMatchObject({ outcome: 'landed' });
  }
  expect(new Set([...rig.ledger.landings.values()].map(({ caseRef }) => caseRef)).size).toBe(2);
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
