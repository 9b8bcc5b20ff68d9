import { JobId } from '@endoveil/contracts';
import type { Ledger } from '@endoveil/ledger';
import { type Bus, type Exhausted, listenExhausted } from '@endoveil/messaging';
import type { Log } from '@endoveil/runtime';
import { z } from 'zod';

const Driving = z.object({ jobId: JobId, step: z.int().min(0) });

/**
 * The server gives a message up: its level has not settled it a hundred times, so its job moves on at once. Nothing rests
 * on hearing of it: what is not heard of, sweeper and reconciler find.
 */
export function escalateGivenUp(bus: Bus, ledger: Pick<Ledger, 'escalate'>, log: Log): AsyncDisposable {
  const tell = async ({ durable, payload }: Exhausted) => {
    const driving = Driving.safeParse(payload);
    // an event that drives no job, such as one for the publisher
    if (!driving.success) return;
    const { outcome } = await ledger.escalate({ ...driving.data, reason: 'attempts-exhausted' });
    log.warn('bus.given-up', { durable, jobId: driving.data.jobId, outcome });
  };
  return listenExhausted(bus, tell, (error) => log.warn('bus.given-up-unknown', { error }));
}
