import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EvidenceCrop } from '@endoveil/contracts';
import { makeTrueReport } from '@endoveil/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { FullReading } from '../full-reading.js';
import { openReportRig, proposing, type ReportRig, valuesIn } from '../report-rig.js';
import { RulesOnly } from '../rules-only.js';

let rig: ReportRig;
beforeAll(async () => {
  rig = await openReportRig();
});
afterAll(async () => {
  await rig[Symbol.asyncDispose]();
});

const jpegsIn = async (path: string) => (await readFile(path)).toString('latin1').split('/DCTDecode').length - 1;

it('keeps pictures of tissue, covers one that says a name, and none stays where no model looked', async () => {
  const path = join(rig.folder, 'pictures.pdf');
  // a seed whose pictures say a name once
  const truth = await makeTrueReport({ seed: 6, path, medium: 'text', form: 'pictures' });
  expect(truth.pictures - truth.cleanPictures).toBe(1);
  const names = truth.identifiers.filter((word) => !/\d/.test(word));
  const tools = { ...rig.tools, evidence: 'keep' } as const;
  const full = await rig.run(new FullReading(tools, proposing(...names)), path);
  if (full.outcome !== 'anonymized') throw new Error(full.reason);
  const kept = await jpegsIn(full.artifact.path);
  expect(kept).toBeGreaterThanOrEqual(2);
  expect(kept).toBeLessThanOrEqual(truth.cleanPictures);
  const seen = await rig.seen(full.artifact.path);
  expect(valuesIn(seen.map(({ text }) => text).join('\n'), truth.identifiers)).toEqual([]);
  const crops = z.array(EvidenceCrop).parse(JSON.parse(await readFile(full.evidencePath!, 'utf8')));
  expect(new Set(crops.map(({ page }) => page))).toEqual(new Set([1, 2]));

  const lower = await rig.run(new RulesOnly(rig.tools), path);
  if (lower.outcome !== 'anonymized') throw new Error(lower.reason);
  expect(await jpegsIn(lower.artifact.path)).toBe(0);
  expect(lower.evidencePath).toBeUndefined();
}, 180_000);
