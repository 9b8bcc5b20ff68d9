import { expect, it } from 'vitest';
import { aShortExam } from './exams.js';
import { everyService, HouseRig } from './house-rig.js';

it('a person has more covered, on a video and on a page: the same level makes a new result, the verifier judges it, the approval ends', async () => {
  await using house = await HouseRig.start();
  await house.serve(everyService);
  const exam = await aShortExam(21);
  await house.drop(exam.video);
  await house.drop(exam.report);
  const before = await house.settled(2);
  const video = before.find(({ kind }) => kind === 'video')!;
  const report = before.find(({ kind }) => kind === 'report')!;
  expect((await house.decide(video.itemId, 'approve', { reason: 'compared' })).status).toBe(200);
  const box = { x: 0.45, y: 0.45, width: 0.1, height: 0.1 };
  const answers = await Promise.all([
    house.decide(video.itemId, 'corrections', { corrections: [{ seconds: [0.5, 1], box }] }),
    house.decide(report.itemId, 'corrections', { corrections: [{ page: 1, box }] }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([202, 202]);
  await house.settled(2);
  for (const old of [video, report]) {
    const item = await house.item(old.itemId);
    const [first, second] = item.runs;
    expect(item.runs.map(({ cause, current }) => [cause, current])).toEqual([
      ['landing', false],
      ['correction', true],
    ]);
    expect(second!.artifacts.map(({ level }) => level)).toEqual(first!.artifacts.map(({ level }) => level));
    expect(item.artifactHash).not.toBe(old.artifactHash);
    // covering more makes nothing less certain
    expect([item.verdict, item.state, item.reason]).toEqual([old.verdict, old.state, old.reason]);
    expect(second!.certificates.at(-1)!.certificate.body.artifactHash).toBe(item.artifactHash);
    expect(item.history.some(({ action, actor }) => action === 'corrected' && actor === 'local')).toBe(true);
    expect(item.approvedHash).toBeNull();
  }
  const { rows } = await house.query<{ kind: string; actor: string }>(
    'select kind, actor from ledger.decision order by at',
  );
  expect(rows).toEqual([
    { kind: 'approve', actor: 'local' },
    { kind: 'revoke', actor: 'system' },
  ]);
});
