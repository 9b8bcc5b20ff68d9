import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { aShortExam, type Exam } from './exams.js';
import { everyService, HouseRig } from './house-rig.js';

let exam: Exam;
beforeAll(async () => {
  exam = await aShortExam(11);
});

const shapes: Readonly<Record<string, (house: HouseRig) => Promise<unknown>>> = {
  'all services in one process': (house) => house.serve(everyService),
  'a process for each service': (house) => Promise.all(everyService.map((service) => house.serve([service]))),
  'a process for each level': (house) =>
    Promise.all([
      house.serve(['registry', 'intake', 'lock-and-dedupe', 'verifier']),
      ...['frame-cleaning', 'roi-masking', 'hold'].map((level) => house.serve(['video-anonymizer'], { LEVELS: level })),
      ...['full-reading', 'rules-only', 'hold'].map((level) => house.serve(['pdf-reader'], { LEVELS: level })),
      ...['llm', 'rules', 'none'].map((level) => house.serve(['metadata-llm'], { LEVELS: level })),
    ]),
};

describe.each(Object.keys(shapes))('%s', (shape) => {
  it('brings a video and a report the whole way, with one trace and a truthful history', async () => {
    // with roles and users of its own for every service: what the house needs is exactly what it may
    await using house = await HouseRig.start({}, shape === 'a process for each service');
    await shapes[shape]!(house);
    await house.drop(exam.video, 'case-1/video.mp4');
    await house.drop(exam.report, 'case-1/report.pdf');
    const items = await house.settled(2);
    const video = await house.item(items.find(({ kind }) => kind === 'video')!.itemId);
    const report = await house.item(items.find(({ kind }) => kind === 'report')!.itemId);

    expect(video).toMatchObject({
      state: 'verified',
      level: 'frame-cleaning',
      metadataLevel: 'rules',
      verdict: 'verified',
    });
    // without a language model the report is made by the lower level, and a person looks at it
    expect(report).toMatchObject({
      state: 'in-review',
      level: 'rules-only',
      verdict: 'verified',
      reason: 'lower-level',
    });
    for (const item of [video, report]) {
      const [run] = item.runs;
      expect(run!.certificates.at(-1)!.certificate.body.artifactHash).toBe(item.artifactHash);
      expect(run!.jobs.map(({ stage, state }) => `${stage} ${state}`)).toEqual([
        'identify done',
        'anonymize done',
        'extract done',
        'verify done',
      ]);
      expect(
        run!.jobs.flatMap(({ attempts }) => attempts).every(({ ending }) => ending === 'done' || ending === 'declined'),
      ).toBe(true);
      expect(item.history.map(({ number }) => number)).toEqual(item.history.map((_, i) => i + 1));
    }
    expect(report.runs[0]!.jobs[1]!.escalations).toMatchObject([
      { from: 'full-reading', to: 'rules-only', reason: 'llm-disabled' },
    ]);

    const metrics = await metricsOf(house);
    for (const name of [
      'endoveil_items_total{kind="video",outcome="verified",level="frame-cleaning"} 1',
      'endoveil_fallbacks_total{from="full-reading",to="rules-only",reason="llm-disabled"} 1',
      'endoveil_verdicts_total{kind="report",verdict="verified"} 1',
      'endoveil_oldest_waiting_job_seconds',
      'endoveil_outbox_lag_seconds 0',
      'endoveil_stuck_total 0',
    ])
      expect(metrics).toContain(name);

    await house.stop();
    const spans = await spansOf(house);
    const landing = spans.filter(({ name }) => name === 'land').map(({ traceId }) => traceId);
    const verified = spans.filter(({ name }) => name === 'attempt verify').map(({ traceId }) => traceId);
    expect(verified).toHaveLength(2);
    for (const traceId of verified) expect(landing).toContain(traceId);
  });
});

async function metricsOf(house: HouseRig): Promise<string> {
  return await (await fetch(house.metricsUrl)).text();
}

async function spansOf(house: HouseRig): Promise<{ name: string; traceId: string }[]> {
  const text = await readFile(join(house.home, 'log', 'traces.jsonl'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { name: string; traceId: string });
}
