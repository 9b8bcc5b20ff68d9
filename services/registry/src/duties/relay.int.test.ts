import { randomBytes, randomUUID } from 'node:crypto';
import { BlobId, LandingId, MediaLanded } from '@endoveil/contracts';
import { STREAM } from '@endoveil/messaging';
import { expect, it } from 'vitest';
import { RegistryRig } from '../registry-rig.js';

it('brings an event out though more than a round of them before it are refused for good, and counts those', async () => {
  await using rig = await RegistryRig.start();
  const { ledger, bus, storage } = rig.platform;
  const land = async (correlationId: string) =>
    await ledger.land({
      landingId: LandingId.parse(randomUUID()),
      blob: BlobId.parse(randomBytes(16).toString('hex')),
      wrappedKey: storage.cipher.newKey(),
      contentId: randomBytes(32).toString('hex'),
      center: 'north',
      processor: 'unknown',
      caseRef: randomBytes(32).toString('hex'),
      names: { fileName: 'exam.mp4', sourcePath: '/drop/exam.mp4', caseName: '' },
      sizeBytes: 1,
      correlationId,
    });
  await bus.manager.streams.update(STREAM, { max_msg_size: 1024 });
  const refused = 210;
  for (let i = 0; i < refused; i += 1) await land('x'.repeat(1024));
  await land('short');
  await expect.poll(async () => (await bus.fill()).messages, { timeout: 20_000 }).toBe(1);
  expect((await bus.manager.streams.getMessage(STREAM, { seq: 1 }))?.subject).toBe(MediaLanded.subject);

  await expect.poll(async () => (await ledger.counts()).outboxRefused, { timeout: 20_000 }).toBe(refused);
  const metrics = await (await rig.ask('/v1/metrics')).text();
  expect(metrics).toMatch(/^endoveil_outbox_refused 210$/m);
  expect(metrics).toMatch(/^endoveil_dead_letters_total\{durable="relay",cause="refused"\} 210$/m);
  // nothing of them pauses the intake, or looks like a stream that is away
  expect(await ledger.outboxLag()).toEqual({ seconds: 0, waiting: 0 });
});
