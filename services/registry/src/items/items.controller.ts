import { DestinationName, explain, isReason, ItemId, ItemState, LevelName, MediaKind } from '@endoveil/contracts';
import type { ItemDetail, ItemSummary, Ledger } from '@endoveil/ledger';
import { caseRefOf, type Storage } from '@endoveil/storage';
import { Body, Controller, Inject, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { maySee, type Principal, principalOf, Role } from '../access/principal.js';
import { Refused } from '../problem.filter.js';
import { Route } from '../route.js';
import { Detail, Summary, summaryFields } from './answers.js';
import { etagOf } from './etag.js';

const Fields = z
  .string()
  .transform((list) => list.split(','))
  .pipe(z.array(z.enum(summaryFields as [string, ...string[]])).min(1));

const Page = z.object({
  state: ItemState.optional(),
  kind: MediaKind.optional(),
  level: LevelName.optional(),
  center: z.string().max(100).optional(),
  case: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .describe('keyed hash of a case, as items show it; `POST /v1/cases` tells it'),
  destination: DestinationName.optional().describe('items that have gone, or shall go, there'),
  after: ItemId.optional().describe('the `next` of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  fields: z
    .string()
    .max(500)
    .optional()
    .describe(`only these, by commas: ${summaryFields.join(', ')}`),
});
const Case = z.strictObject({ center: z.string().min(1).max(100), case: z.string().trim().min(1).max(400) });
const Sparse = z.object({ fields: Page.shape.fields });

export const EXAMPLE_ITEM = '018f3a52-7c10-4f00-8000-000000000001';

/** A code with what it means, so that a reader needs no table. */
export const withReason = <T extends { readonly reason: ItemSummary['reason'] }>(item: T) => ({
  ...item,
  reasonText: isReason(item.reason) ? explain(item.reason).text : null,
  next: isReason(item.reason) ? explain(item.reason).next : null,
});

/** Items and their timelines. Nothing here names a person. */
@Controller('v1')
export class ItemsController {
  constructor(
    @Inject('endoveil.ledger') private readonly ledger: Ledger,
    @Inject('endoveil.storage') private readonly storage: Pick<Storage, 'siteKey'>,
  ) {}

  @Route({
    method: 'GET',
    path: 'items',
    name: 'listItems',
    says: 'Items, newest first, a page at a time.',
    roles: Role.options,
    scope: 'centers',
    query: Page,
    answer: z.object({ items: z.array(Summary.partial()), next: ItemId.nullable() }),
    examples: [
      { says: 'What waits for a person, ten at a time', with: { state: 'in-review', limit: '10' } },
      { says: 'Videos of one center, where each stands', with: { kind: 'video', fields: 'itemId,state,reason' } },
      { says: 'There is no such state', with: { state: 'finished' }, status: 400 },
    ],
  })
  async list(@Query() query: Record<string, string>, @Req() request: FastifyRequest) {
    const { limit, fields, case: caseRef, ...filter } = Page.parse(query);
    const wanted = fields === undefined ? undefined : Fields.parse(fields);
    const scope = scopeOf(principalOf(request), filter.center);
    const asked = withoutUndefined({ ...filter, caseRef });
    const found = await this.ledger.listItems({ ...asked, ...scope, limit });
    const last = found.length === limit ? found.at(-1) : undefined;
    return { items: found.map((item) => sparse(withReason(item), wanted)), next: last ? last.itemId : null };
  }

  @Route({
    method: 'GET',
    path: 'items/:id',
    name: 'showItem',
    says: 'One item: runs, attempts, what was known and from where, artifacts, certificates, history. With `fields`: only where it stands.',
    roles: Role.options,
    scope: 'item',
    query: Sparse,
    answer: Detail.partial(),
    examples: [
      { says: 'Everything about an item', with: { id: EXAMPLE_ITEM } },
      { says: 'Where it stands', with: { id: EXAMPLE_ITEM, fields: 'state,reason,next' } },
      { says: 'There is no such item', with: { id: '00000000-0000-4000-8000-000000000000' }, status: 404 },
    ],
  })
  async show(
    @Param('id') id: string,
    @Query() query: Record<string, string>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { fields } = Sparse.parse(query);
    const wanted = fields === undefined ? undefined : Fields.parse(fields);
    const itemId = ItemId.parse(id);
    const item = wanted === undefined ? await this.whole(itemId) : await this.ledger.summaryOf(itemId);
    if (!item) throw new NotFoundException();
    void reply.header('etag', etagOf(item)).header('cache-control', 'private, no-cache');
    return sparse(withReason(item), wanted);
  }

  private async whole(itemId: ItemId) {
    const item: ItemDetail | null = await this.ledger.showItem(itemId);
    if (!item) return null;
    const [corrections, decisions, publications] = await Promise.all([
      this.ledger.correctionsOf(itemId),
      this.ledger.listDecisions(itemId),
      this.ledger.listPublications({ itemId, limit: 500 }),
    ]);
    return { ...item, corrections, decisions, publications };
  }

  @Route({
    method: 'POST',
    path: 'cases',
    name: 'findCase',
    says: 'The keyed hash of a case, for the filter `case`. A number of a case never stands in an address.',
    roles: ['uploader', 'steward'],
    scope: 'none',
    body: Case,
    answer: z.object({ caseRef: z.string() }),
    examples: [{ says: 'Items of a case', body: { center: 'north', case: '4711' } }],
  })
  async findCase(@Body() body: unknown, @Req() request: FastifyRequest) {
    const { center, case: name } = Case.parse(body);
    scopeOf(principalOf(request), center);
    return { caseRef: caseRefOf(this.storage.siteKey, center, name) };
  }

  @Route({
    method: 'POST',
    path: 'items/:id/retry',
    name: 'retryItem',
    says: 'Tries an item again, from the first level on.',
    roles: ['steward', 'operator'],
    scope: 'item',
    status: 202,
    answer: z.object({ outcome: z.literal('retried'), runId: z.string() }),
    examples: [{ says: 'Again', with: { id: EXAMPLE_ITEM } }],
  })
  async retry(@Param('id') id: string, @Req() request: FastifyRequest) {
    const result = await this.ledger.retryItem(ItemId.parse(id), principalOf(request).name);
    if (result.outcome === 'not-found') throw new NotFoundException();
    if (result.outcome === 'in-progress') throw new Refused(409, 'in-progress', 'The item is being worked on.');
    if (result.outcome === 'final') throw new Refused(409, 'final', 'A person has decided about this item.');
    return result;
  }
}

/** The centers a list may speak of. Throws where one is asked for that is not the caller's. */
export function scopeOf(principal: Principal, center?: string): { readonly centers?: readonly string[] } {
  if (center !== undefined && !maySee(principal, center))
    throw new Refused(403, 'center-foreign', 'This center is not one of yours.');
  // an index look for each center is not needed where one center is asked for
  return principal.centers === 'all' || center !== undefined ? {} : { centers: principal.centers };
}

function sparse<T extends object>(item: T, wanted: readonly string[] | undefined): Partial<T> {
  if (wanted === undefined) return item;
  return Object.fromEntries(wanted.map((name) => [name, item[name as keyof T]])) as Partial<T>;
}

export function withoutUndefined<T extends object>(value: T): { [K in keyof T]: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as never;
}
