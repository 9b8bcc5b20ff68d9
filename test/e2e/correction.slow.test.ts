import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { aShortExam } from './exams.js';
import { everyService, HouseRig } from './house-rig.js';

const main = resolve(import.meta.dirname, '../../services/cli/dist/main.js');

it('a person has more covered, on a video and on a page: the same level makes a new result, the verifier judges it, the approval ends', async () => {
  await using house = await HouseRig.start();
  await house.serve(everyService);
  const endoveil = async (...args: readonly string[]): Promise<number> => {
    const env = { ...house.environment, ENDOVEIL_API_URL: house.apiUrl };
    const child = spawn(process.execPath, [main, ...args, '--json'], { env, stdio: 'ignore' });
    const [code] = (await once(child, 'exit')) as [number];
    return code;
  };
  const exam = await aShortExam(21);
  await house.drop(exam.video);
  await house.drop(exam.report);
  const before = await house.settled(2);
  const video = before.find(({ kind }) => kind === 'video')!;
  const report = before.find(({ kind }) => kind === 'report')!;
  expect((await house.decide(video.itemId, 'approve', { reason: 'compared' })).status).toBe(200);
  const box = { x: 0.45, y: 0.45, width: 0.1, height: 0.1 };
  const seconds = { corrections: [{ seconds: [0.5, 1], box }] };
  expect((await house.decide(video.itemId, 'corrections', seconds)).status).toBe(202);
  // a steward types; what was not looked at is not decided on
  const correct = () => endoveil('correct', report.itemId, '--page', '1', '--box', '45,45,10,10');
  expect(await correct()).toBe(4);
  expect(await endoveil('look', report.itemId, '--to', join(house.home, 'report.pdf'))).toBe(0);
  expect(await correct()).toBe(0);
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
  expect(await endoveil('metadata', 'accept', report.itemId, 'last-name')).toBe(0);
  expect(await endoveil('metadata', 'accept', report.itemId, 'assistant', '--source', 'llm')).toBe(5);
  await house.settled(2);
  expect(await endoveil('show', report.itemId)).toBe(0);
  expect(await endoveil('reject', report.itemId, '--reason', 'not needed')).toBe(0);
  const { fields, state } = await house.item(report.itemId);
  expect([state, fields.find(({ name }) => name === 'last-name')?.source]).toEqual(['rejected', 'person']);
  const { rows } = await house.query<{ kind: string; actor: string }>(
    'select kind, actor from ledger.decision order by at',
  );
  expect(rows).toEqual([
    { kind: 'approve', actor: 'local' },
    { kind: 'revoke', actor: 'system' },
    { kind: 'reject', actor: 'local' },
  ]);
}, 400_000);
