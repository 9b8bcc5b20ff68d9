import { DestinationName, PublicationFault } from '@endoveil/contracts';
import type { Ledger } from '@endoveil/ledger';
import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Unserved } from '../items/answers.js';
import { Route } from '../route.js';

const time = z.iso.datetime();
const Destination = z.object({
  name: DestinationName,
  unserved: Unserved.describe('why nothing happens there now; null: a publisher that runs serves it'),
  servedAt: time.nullable().describe('when a publisher last said that it serves it'),
  pausedUntil: time.nullable().describe('it could not, and is left alone until then'),
  fault: PublicationFault.nullable(),
});

/** Where results may go. What is configured stands in the settings of the publishers; here is who serves it. */
@Controller('v1')
export class DestinationsController {
  constructor(@Inject('endoveil.ledger') private readonly ledger: Ledger) {}

  @Route({
    method: 'GET',
    path: 'destinations',
    name: 'listDestinations',
    says: 'Every destination that a publisher serves, or has served, by name.',
    roles: ['steward', 'publisher', 'operator', 'auditor'],
    scope: 'none',
    answer: z.object({ destinations: z.array(Destination) }),
    examples: [{ says: 'Where results may go' }],
  })
  async list() {
    return { destinations: await this.ledger.listDestinations() };
  }
}
