import type { Ledger } from '@endoveil/ledger';
import { Controller, Headers, Inject, type OnModuleDestroy, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Place, Places } from '../access/places.js';
import { isStillLetIn, localUser, principalOf, Role } from '../access/principal.js';
import { Refused } from '../problem.filter.js';
import { Route } from '../route.js';
import { EventStream } from './event-stream.js';

/** Each holds a connection and asks the record on every change. */
const MOST_STREAMS = { all: 200, each: 40 };
const Position = z.coerce.number().int().nonnegative();

/** What happens, as it happens: the sealed history as server-sent events. */
@Controller('v1')
export class EventsController implements OnModuleDestroy {
  private readonly open = new Set<EventStream>();
  private readonly places = new Places({ ...MOST_STREAMS, alone: localUser.name });
  private listening: Promise<AsyncDisposable> | undefined;

  constructor(@Inject('endoveil.ledger') private readonly ledger: Ledger) {}

  @Route({
    method: 'GET',
    path: 'events',
    name: 'events',
    says: 'Every change of every item of your centers as server-sent events. An id is a position of the sealed history: with `Last-Event-ID` (or `after`) nothing is missed, however long you were away.',
    roles: Role.options,
    scope: 'centers',
    query: z.object({ after: Position.optional().describe('a position; 0: from the beginning') }),
    answer: { mediaType: 'text/event-stream', says: 'A comment every 15 s keeps the connection alive.' },
    examples: [{ says: 'From the beginning', with: { after: '0' } }],
  })
  async events(
    @Query('after') after: string | undefined,
    @Headers('last-event-id') last: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const place = this.placeFor(principalOf(request).name);
    await this.tell(last ?? after, request, reply).finally(() => place.free());
  }

  private async tell(asked: string | undefined, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { centers } = principalOf(request);
    const from = asked === undefined ? await this.ledger.recordHead() : Position.parse(asked);
    this.listening ??= this.ledger.listenRecord(() => {
      for (const stream of this.open) stream.wake();
    });
    reply.hijack();
    const stream = new EventStream(reply.raw, this.ledger, from, {
      centers: centers === 'all' ? undefined : centers,
      isLetIn: () => isStillLetIn(request),
    });
    this.open.add(stream);
    await stream.run().finally(() => this.open.delete(stream));
  }

  private placeFor(account: string): Place {
    const place = this.places.take(account);
    if (place === 'all') throw new Refused(503, 'too-many-streams', 'Too many are listening.');
    if (place === 'each')
      throw new Refused(429, 'too-many-streams', 'This account listens as often as one account may.');
    return place;
  }

  async onModuleDestroy(): Promise<void> {
    for (const stream of this.open) stream.end();
    await (await this.listening)?.[Symbol.asyncDispose]();
  }
}
