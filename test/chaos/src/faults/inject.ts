import { setTimeout as wait } from 'node:timers/promises';
import type { House } from '../house/house.js';
import type { Fault, FaultKind, PlannedFault } from './faults.js';
import { Redis } from 'ioredis';
import { findFaketime, skewedBy } from './skewed-clock.js';

/** Does what the plan says, when it says so; those that last go on beside the next ones. */
export async function inject(
  house: House,
  plan: readonly PlannedFault[],
  tell: (planned: PlannedFault) => void,
): Promise<Readonly<Partial<Record<FaultKind, number>>>> {
  const began = performance.now();
  const done: Partial<Record<FaultKind, number>> = {};
  const lasting: Promise<unknown>[] = [];
  for (const planned of plan) {
    await wait(Math.max(0, began + planned.atSeconds * 1000 - performance.now()));
    tell(planned);
    lasting.push(breakIt(house, planned.fault));
    done[planned.fault.kind] = (done[planned.fault.kind] ?? 0) + 1;
  }
  await Promise.all(lasting);
  return done;
}

async function breakIt(house: House, fault: Fault): Promise<void> {
  switch (fault.kind) {
    case 'kill':
      return house.service(fault.service).signal('SIGKILL');
    case 'stop':
      return house.service(fault.service).signal('SIGTERM');
    case 'freeze': {
      const service = house.service(fault.service);
      service.freeze();
      await wait(fault.seconds * 1000);
      return service.thaw();
    }
    case 'failpoint':
      return house.service(fault.service).rearm(`${fault.point}:kill@${fault.pass}`);
    case 'skew':
      return house.service(fault.service).restartWith(skewedBy(findFaketime()!, fault.seconds));
    case 'kill-server':
      return await house.servers.kill(fault.server, fault.seconds);
    case 'kill-node':
      return await house.servers.kill(fault.node, fault.seconds);
    case 'wipe-stream':
      return await house.servers.wipeStream();
    case 'flush-redis':
      return await flushRedis(house.servers.directUrl('redis'));
    case 'wire': {
      const wire = house.servers.wire(fault.server);
      wire.break(fault.fault);
      await wait(fault.seconds * 1000);
      return wire.mend();
    }
    case 'disk-full':
      await house.disks.fill(fault.disk);
      await wait(fault.seconds * 1000);
      return await house.disks.empty(fault.disk);
  }
  return fault satisfies never;
}

export async function flushRedis(url: string): Promise<void> {
  const redis = new Redis(url, { maxRetriesPerRequest: 1, retryStrategy: () => null, lazyConnect: true });
  redis.on('error', () => undefined);
  // it may be away: then there is nothing to flush
  await redis
    .connect()
    .then(() => redis.flushall())
    .catch(() => undefined);
  redis.disconnect();
}
