import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
  const named4711 = expect.stringContaining('/exam 1/4711 [') as unknown;
  expect(caseOf).toEqual({ 'a.mp4': null, 'b.pdf': null, 'c.mp4': named4711, 'd.pdf': named4711 });
  expect(caseOf['c.mp4']).toBe(caseOf['d.pdf']);
  expect(casesOf(sources)).toEqual({ cases: 3, alone: 2 });
  // what lies there later belongs to the same case
  await writeFile(join(rig.drop, 'exam 1', '4711', 'e.pdf'), 'e');
  const later = await sourcesOf(join(rig.drop, 'exam 1'), options);
  expect(casesOf([...sources, ...later])).toEqual({ cases: 5, alone: 4 });
  await rm(join(rig.drop, 'exam 1', '4711', 'e.pdf'));
  const named = await sourcesOf(join(rig.drop, 'exam 1'), { ...options, caseName: 'given' });
  for (const source of named) expect(await rig.landFile().land(source)).toMatchObject({ outcome: 'landed' });
  const landings = [...rig.ledger.landings.values()];
  expect(landings).toHaveLength(4);
  expect(new Set(landings.map(({ caseRef }) => caseRef)).size).toBe(1);
  expect(casesOf(named)).toEqual({ cases: 1, alone: 0 });
});

describe('two patients whose folders are called alike', () => {
  const casesIn = (rig: Awaited<ReturnType<typeof intakeRig>>) =>
    new Set([...rig.ledger.landings.values()].map(({ caseRef }) => caseRef)).size;

  async function landFrom(rig: Awaited<ReturnType<typeof intakeRig>>, path: string): Promise<void> {
    for (const source of await sourcesOf(path, options))
      expect(await rig.landFile().land(source)).toMatchObject({ outcome: 'landed' });
  }

  it.each(['export/report.pdf', 'video/a.mp4', 'media/video/a.mp4'])('are two cases, by %s', async (file) => {
    await using rig = await intakeRig();
    for (const patient of ['4711', '4712']) {
      const at = join(rig.drop, patient, file);
      await mkdir(dirname(at), { recursive: true });
      await writeFile(at, patient);
      await landFrom(rig, join(rig.drop, patient));
    }
    expect(casesIn(rig)).toBe(2);
  });

  it('are two cases where one comes to the place of the other', async () => {
    await using rig = await intakeRig();
    for (const patient of ['anna', 'berta']) {
      await mkdir(join(rig.drop, 'stick', 'video'), { recursive: true });
      await writeFile(join(rig.drop, 'stick', 'video', 'a.mp4'), patient);
      await landFrom(rig, join(rig.drop, 'stick'));
      await rename(join(rig.drop, 'stick'), join(rig.drop, patient));
    }
    expect(casesIn(rig)).toBe(2);
  });

  it('are two cases where one was dropped, unless a person names the case', async () => {
    await using rig = await intakeRig();
    await mkdir(join(rig.drop, 'stick', 'video'), { recursive: true });
    await writeFile(join(rig.drop, 'stick', 'video', 'a.mp4'), 'a');
    const [source] = await sourcesOf(join(rig.drop, 'stick'), options);
    const dropped = { ...source!, caseName: 'video' };
    expect(casesOf([source!, dropped]).cases).toBe(2);
    const [named] = await sourcesOf(join(rig.drop, 'stick'), { ...options, caseName: 'video' });
    expect(casesOf([named!, dropped]).cases).toBe(1);
  });
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
