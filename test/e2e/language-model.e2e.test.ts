import { startOllamaStandIn } from '@endoveil/testing';
import { expect, it } from 'vitest';
import { aShortExam } from './exams.js';
import { everyService, HouseRig } from './house-rig.js';

const quick = {
  ENDOVEIL_OLLAMA_CONNECT_SECONDS: '0.5',
  ENDOVEIL_OLLAMA_FIRST_TOKEN_SECONDS: '1',
  ENDOVEIL_OLLAMA_BETWEEN_TOKENS_SECONDS: '1',
  ENDOVEIL_OLLAMA_TOTAL_SECONDS: '5',
};

it('a language model that hangs, goes away and comes back only lowers a level, and the work is done again by itself', async () => {
  await using ollama = await startOllamaStandIn('hanging');
  await using house = await HouseRig.start({ ...quick, ENDOVEIL_OLLAMA_URL: ollama.url });
  await house.serve(everyService);
  const exam = await aShortExam(21);
  await house.drop(exam.report, 'case-1/report.pdf');
  const [hung] = await house.until(
    'a first result',
    () => house.items(),
    ([item]) => item?.state === 'in-review',
  );
  expect(hung).toMatchObject({ level: 'rules-only', metadataLevel: 'rules', verdict: 'verified' });
  const first = await house.item(hung!.itemId);
  expect(first.runs[0]!.jobs.find(({ stage }) => stage === 'anonymize')!.escalations).toMatchObject([
    { from: 'full-reading', reason: 'llm-timeout' },
  ]);
  const metrics = await (await fetch(house.metricsUrl)).text();
  expect(metrics).toContain('endoveil_fallbacks_total{from="full-reading",to="rules-only",reason="llm-timeout"}');

  ollama.mood = 'ready';
  const [better] = await house.until(
    'the better result',
    () => house.items(),
    ([item]) => item?.level === 'full-reading' && item.metadataLevel === 'llm' && item.state === 'verified',
  );
  const item = await house.item(better!.itemId);
  expect(item.runs.at(-1)).toMatchObject({ cause: 'upgrade', current: true, state: 'verified' });
  expect(item.runs[0]!.current).toBe(false);
  await house.stop();
});
