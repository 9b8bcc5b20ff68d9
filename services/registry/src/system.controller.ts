import type { Ledger } from '@endoveil/ledger';
import { Controller, Inject } from '@nestjs/common';
import { register } from 'prom-client';
import { z } from 'zod';
import { explain, LevelName, ReasonCode, Stage } from '@endoveil/contracts';
import type { Pressure } from '@endoveil/host';
import { Role } from './access/principal.js';
import { openApiOf } from './openapi.js';
import { Route, routesOf } from './route.js';

const Status = z.object({
  levels: z.array(
    z.object({
      durable: z.string(),
      service: z.string(),
      stage: Stage,
      level: LevelName,
      liveWorkers: z.int(),
      capableWorkers: z.int(),
      waiting: z.int(),
      running: z.int(),
    }),
  ),
  items: z.array(
    z.object({ kind: z.string().nullable(), state: z.string(), level: LevelName.nullable(), count: z.int() }),
  ),
  oldestWaiting: z.array(z.object({ level: LevelName, seconds: z.number(), waiting: z.int() })),
  fallbacks: z.array(z.object({ from: LevelName, to: LevelName.nullable(), reason: ReasonCode, count: z.int() })),
  verdicts: z.array(z.object({ kind: z.string(), verdict: z.string(), count: z.int() })),
  intake: z.object({
    paused: ReasonCode.nullable().describe('why nothing is taken in now; null: it is'),
    text: z.string().nullable(),
    openUploads: z.int(),
  }),
  outboxLagSeconds: z.number(),
  outboxRefused: z.int().describe('events that the stream refuses as they are'),
  stuckTotal: z.int(),
});

/** How the whole is doing. Counts only. */
@Controller('v1')
export class SystemController {
  constructor(
    @Inject('endoveil.ledger') private readonly ledger: Ledger,
    @Inject('endoveil.pressure') private readonly pressure: Pressure,
  ) {}

  @Route({
    method: 'GET',
    path: 'status',
    name: 'status',
    says: 'Levels with their workers and queues; items, steps down and verdicts counted.',
    roles: Role.options,
    scope: 'none',
    answer: Status,
    examples: [{ says: 'How the whole is doing' }],
  })
  async status() {
    const [levels, counts, paused, uploads] = await Promise.all([
      this.ledger.levels(),
      this.ledger.counts(),
      this.pressure.paused(),
      this.ledger.uploadsOpen(),
    ]);
    const intake = { paused, text: paused && explain(paused).text, openUploads: uploads.count };
    return { levels, ...counts, intake };
  }

  @Route({
    method: 'GET',
    path: 'openapi.json',
    name: 'openapi',
    says: 'This description.',
    roles: Role.options,
    scope: 'none',
    answer: z.looseObject({ openapi: z.literal('3.1.0') }),
    examples: [{ says: 'For a generator of clients' }],
  })
  async openapi() {
    const { controllers } = await import('./controllers.js');
    return openApiOf(routesOf(controllers));
  }

  @Route({
    method: 'GET',
    path: 'metrics',
    name: 'metrics',
    says: 'The same for Prometheus, with what this process measures.',
    roles: ['operator', 'auditor'],
    scope: 'none',
    answer: { mediaType: 'text/plain', says: 'Metrics in the format of Prometheus.' },
    examples: [{ says: 'A scrape' }],
  })
  async metrics() {
    return await register.metrics();
  }
}
