import { STREAM } from '@endoveil/messaging';
import { VideoAccepted } from '@endoveil/contracts';
import { expect, it } from 'vitest';
import { RegistryRig } from '../registry-rig.js';

it('moves a job on, once, as soon as the bus gives its message up', async () => {
  await using rig = await RegistryRig.start();
  const { ledger, bus } = rig.platform;
  const itemId = await rig.landed('north');
  const identify = await rig.claim(itemId, 'identify', 'identify');
  await ledger.completeIdentify(identify.attempt, { outcome: 'accepted', kind: 'video' });
  await bus.manager.consumers.add(STREAM, {
    durable_name: 'test_gives-up',
    filter_subject: VideoAccepted.subject,
    ack_policy: 'explicit',
    ack_wait: 50_000_000,
    max_deliver: 1,
  });
  const consumer = await bus.client.consumers.get(STREAM, 'test_gives-up');
  // taken, never settled, and given up when somebody asks again
  await expect.poll(() => consumer.next({ expires: 1_000 }), { timeout: 10_000 }).not.toBeNull();
  await consumer.next({ expires: 1_000 });
  const escalations = async () =>
    (await ledger.showItem(itemId))!.runs[0]!.jobs.find(({ stage }) => stage === 'anonymize')!.escalations;
  await expect
    .poll(escalations, { timeout: 5_000 })
    .toMatchObject([{ from: 'first', to: 'second', reason: 'attempts-exhausted' }]);
});
