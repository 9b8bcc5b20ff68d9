import {
  DestinationName,
  explain,
  ItemId,
  PublicationId,
  PublicationState,
  type ReasonCode,
} from '@endoveil/contracts';
import type { DestinationStatus, Ledger } from '@endoveil/ledger';
import { Body, Controller, Inject, NotFoundException, Param, Query, Req, UseInterceptors } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { principalOf } from '../access/principal.js';
import { Publication, Unserved } from '../items/answers.js';
import { EXAMPLE_ITEM, scopeOf, withoutUndefined } from '../items/items.controller.js';
import { Refused } from '../problem.filter.js';
import { Idempotency } from '../review/idempotency.interceptor.js';
import { Route } from '../route.js';

const Page = z.object({
  id: PublicationId.optional(),
  item: ItemId.optional(),
  destination: DestinationName.optional(),
  state: PublicationState.optional(),
  center: z.string().max(100).optional(),
  after: PublicationId.optional().describe('the `next` of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
const To = z.strictObject({ destination: DestinationName });
const unserved = Unserved.describe('why nothing happens at the destination now; null: it is served');
const Answered = z.object({ outcome: z.enum(['done', 'asked']), state: PublicationState, unserved });

export const EXAMPLE_PUBLICATION = '018f3a52-7c10-4f00-8000-000000000002';

/** What goes out, where to, and how it stands. The record refuses whatever is not approved and certified. */
@Controller('v1')
@UseInterceptors(Idempotency)
export class PublicationsController {
  constructor(@Inject('endoveil.ledger') private readonly ledger: Ledger) {}

  @Route({
    method: 'GET',
    path: 'publications',
    name: 'listPublications',
    says: 'What went out, or shall go, newest first, a page at a time.',
    roles: ['steward', 'publisher', 'operator', 'auditor'],
    scope: 'centers',
    query: Page,
    answer: z.object({ publications: z.array(Publication), next: PublicationId.nullable() }),
    examples: [
      { says: 'What a destination did not take', with: { state: 'FAILED_FINAL', destination: 'research' } },
      { says: 'Where one item went', with: { item: EXAMPLE_ITEM } },
    ],
  })
  async list(@Query() query: Record<string, string>, @Req() request: FastifyRequest) {
    const { limit, id: publicationId, item: itemId, center, ...filter } = Page.parse(query);
    const scope = scopeOf(principalOf(request), center);
    const centers = center === undefined ? scope.centers : [center];
    const found = await this.ledger.listPublications({
      ...withoutUndefined({ ...filter, publicationId, itemId, centers }),
      limit,
    });
    const last = found.length === limit ? found.at(-1) : undefined;
    return { publications: found, next: last ? last.publicationId : null };
  }

  @Route({
    method: 'POST',
    path: 'items/:id/publications',
    name: 'publish',
    says: 'Sends the newest certified result to a destination, once. `PLANNED` waits for an approval; asked again, it is the same publication. A destination that no publisher serves is refused; while no publisher runs, it waits.',
    roles: ['publisher'],
    scope: 'item',
    body: To,
    status: 202,
    answer: z.object({
      outcome: z.enum(['planned', 'again']),
      publicationId: PublicationId,
      publicId: z.string().describe('the only name under which the destination knows it'),
      state: PublicationState,
      unserved,
    }),
    examples: [
      { says: 'To research', with: { id: EXAMPLE_ITEM }, body: { destination: 'research' } },
      { says: 'Nowhere', with: { id: EXAMPLE_ITEM }, body: { destination: 'nowhere' }, status: 422 },
    ],
  })
  async publish(@Param('id') id: string, @Body() body: unknown, @Req() request: FastifyRequest) {
    const { name: destination, unserved } = await this.served(To.parse(body).destination);
    const planning = { itemId: ItemId.parse(id), destination, actor: principalOf(request).name };
    return { ...granted(await this.ledger.planPublication(planning)), unserved };
  }

  @Route({
    method: 'POST',
    path: 'publications',
    name: 'publishApproved',
    says: 'Sends everything approved that is not planned for this destination yet.',
    roles: ['publisher'],
    scope: 'centers',
    body: To,
    status: 202,
    answer: z.object({ planned: z.int(), unserved }),
    examples: [{ says: 'Everything approved', body: { destination: 'research' } }],
  })
  async publishApproved(@Body() body: unknown, @Req() request: FastifyRequest) {
    const { name: destination, unserved } = await this.served(To.parse(body).destination);
    const { name, centers } = principalOf(request);
    const planned = await this.ledger.planApproved(destination, name, centers === 'all' ? undefined : centers);
    return { planned, unserved };
  }

  @Route({
    method: 'POST',
    path: 'items/:id/publications/:publication/withdraw',
    name: 'withdraw',
    says: 'Takes it back: what never went out ends here, the rest is removed at its destination.',
    roles: ['publisher', 'steward'],
    scope: 'item',
    answer: Answered,
    examples: [{ says: 'Taken back', with: { id: EXAMPLE_ITEM, publication: EXAMPLE_PUBLICATION } }],
  })
  async withdraw(@Param('id') id: string, @Param('publication') publication: string, @Req() request: FastifyRequest) {
    const said = word(id, publication, request);
    const answer = granted(await this.ledger.withdraw(said));
    const [now] = await this.ledger.listPublications({ publicationId: said.publicationId });
    return { ...answer, unserved: now?.unserved ?? null };
  }

  @Route({
    method: 'POST',
    path: 'items/:id/publications/:publication/again',
    name: 'publishAgain',
    says: 'Once more what failed for good, was withdrawn, or is there already. The history says who asked.',
    roles: ['publisher'],
    scope: 'item',
    answer: Answered,
    examples: [
      {
        says: 'It is still on its way',
        with: { id: EXAMPLE_ITEM, publication: EXAMPLE_PUBLICATION },
        status: 409,
      },
    ],
  })
  async again(@Param('id') id: string, @Param('publication') publication: string, @Req() request: FastifyRequest) {
    const said = word(id, publication, request);
    const [now] = await this.ledger.listPublications(said);
    if (!now) throw new NotFoundException();
    const { unserved } = await this.served(now.destination);
    return { ...granted(await this.ledger.publishAgain(said)), unserved };
  }

  /**
   * A destination that is served, or will be as far as anybody knows: while no publisher runs, what is planned waits
   * for it as for every other part. One that those who run do not serve would keep its publications waiting for ever.
   */
  private async served(destination: DestinationName): Promise<DestinationStatus> {
    const [known] = await this.ledger.listDestinations(destination);
    if (!known)
      throw new Refused(422, 'no-such-destination', 'No publisher has ever served a destination of this name.');
    const { unserved, servedAt } = known;
    if (unserved !== 'destination-not-served') return known;
    const { text, next } = explain(unserved);
    const last = servedAt ? ` It was served last at ${servedAt.toISOString()}.` : '';
    throw new Refused(422, unserved, `${text}${last} ${next}`);
  }
}

const word = (id: string, publication: string, request: FastifyRequest) => ({
  itemId: ItemId.parse(id),
  publicationId: PublicationId.parse(publication),
  actor: principalOf(request).name,
});

type Answer = { readonly outcome: string } | { readonly outcome: 'refused'; readonly code: ReasonCode };

function granted<T extends Answer>(answer: T): Exclude<T, { readonly outcome: 'not-found' | 'refused' }> {
  if (answer.outcome === 'not-found') throw new NotFoundException();
  if ('code' in answer) throw new Refused(409, answer.code, explain(answer.code).text);
  return answer as Exclude<T, { readonly outcome: 'not-found' | 'refused' }>;
}
