import { ItemId, ReasonCode } from '@endoveil/contracts';
import type { Ledger } from '@endoveil/ledger';
import { Controller, Inject, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { principalOf } from '../access/principal.js';
import { Summary } from '../items/answers.js';
import { scopeOf, withReason } from '../items/items.controller.js';
import { Refused } from '../problem.filter.js';
import { Route } from '../route.js';
import { ranks, whyOf } from './ranks.js';

const NEXT = /^(\d+(?:\.\d+)?)~([0-9a-f-]{36})$/;
const Page = z.object({
  state: z.enum(['verified', 'in-review', 'held', 'quarantined', 'approved', 'published']).optional(),
  reason: ReasonCode.optional(),
  center: z.string().max(100).optional(),
  after: z.string().regex(NEXT).optional().describe('the `next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const Entry = z.object({
  ...Summary.shape,
  score: z.number().describe('the higher the sooner'),
  why: z.array(z.object({ code: z.string(), text: z.string() })),
});

/** What needs a person, and why. */
@Controller('v1')
export class ReviewController {
  constructor(@Inject('endoveil.ledger') private readonly ledger: Ledger) {}

  @Route({
    method: 'GET',
    path: 'queue',
    name: 'queue',
    says: 'What needs a person, and why: the riskiest first, of one risk the oldest.',
    roles: ['steward', 'operator', 'auditor'],
    scope: 'centers',
    query: Page,
    answer: z.object({ items: z.array(Entry), next: z.string().nullable() }),
    examples: [
      { says: 'What to look at first', with: { limit: '10' } },
      { says: 'What only waits for a yes', with: { state: 'verified' } },
    ],
  })
  async queue(@Query() query: Record<string, string>, @Req() request: FastifyRequest) {
    const { state, reason, center, after, limit } = Page.parse(query);
    const scope = scopeOf(principalOf(request), center);
    const wanted = ranks.filter(
      (rank) => (state === undefined || rank.state === state) && (reason === undefined || rank.reason === reason),
    );
    const found = await this.ledger.reviewQueue({
      ranks: wanted,
      ...(center === undefined ? scope : { centers: [center] }),
      ...(after === undefined ? {} : { after: placeOf(after) }),
      limit,
    });
    const last = found.length === limit ? found.at(-1) : undefined;
    return {
      items: found.map((entry) => {
        const { verifierReasons: _r, secondCase: _s, betterProposed: _b, approvedOnce: _a, ...item } = entry;
        return { ...withReason(item), why: whyOf(entry) };
      }),
      next: last ? `${last.score}~${last.itemId}` : null,
    };
  }
}

function placeOf(after: string) {
  const [, score, id] = NEXT.exec(after) ?? [];
  const itemId = ItemId.safeParse(id);
  if (!itemId.success) throw new Refused(400, 'invalid-request', 'Not valid: after.');
  return { score: Number(score), itemId: itemId.data };
}
