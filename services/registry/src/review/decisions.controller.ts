import { createHash } from 'node:crypto';
import { Correction, DecisionId, FieldName, FieldSource, ItemId, ItemState, explain } from '@endoveil/contracts';
import type { CorrectResult, Decided, Deciding, FieldResult, Ledger } from '@endoveil/ledger';
import { Body, Controller, Inject, NotFoundException, Param, Req, UseInterceptors } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { principalOf } from '../access/principal.js';
import { changed, etagOf, seenBy } from '../items/etag.js';
import { EXAMPLE_ITEM } from '../items/items.controller.js';
import { Refused } from '../problem.filter.js';
import { Route, type RouteFacts } from '../route.js';
import { Idempotency } from './idempotency.interceptor.js';

const reason = z.string().trim().min(3).max(500).describe('in your own words; kept encrypted with the item');
const Because = z.object({ reason });
const Decision = z.object({
  outcome: z.literal('decided'),
  decisionId: DecisionId,
  state: ItemState,
  version: z.int(),
  approved: z.boolean().describe('false after the first of two approvals'),
  out: z.array(z.string()).describe('publications that are at a destination, or may be: withdraw them apart'),
});
const Corrections = z.object({ corrections: z.array(Correction).min(1).max(100) });
const FieldWord = z.union([
  z.strictObject({
    accept: FieldSource.exclude(['person']).describe('take over what this source says'),
    replace: z.boolean().default(false).describe('consent to replace what a person entered'),
  }),
  z.strictObject({ value: z.string().trim().min(1).max(400), replace: z.boolean().default(false) }),
]);

const decision = (name: string, says: string, path: string): RouteFacts => ({
  method: 'POST',
  path: `items/:id/${path}`,
  name,
  says: `${says} Holds for exactly the bytes of the ETag in \`If-Match\`; 412 when the item has changed.`,
  roles: ['steward'],
  scope: 'item',
  decides: true,
  body: Because,
  answer: Decision,
  examples: [
    { says: 'Without having looked', with: { id: EXAMPLE_ITEM }, body: { reason: 'looks clean' }, status: 428 },
    {
      says,
      with: { id: EXAMPLE_ITEM },
      headers: { 'if-match': '{etag}' },
      body: { reason: 'compared with the original' },
    },
  ],
});

/** A person's decisions: on what was seen, each once, each in the history. */
@Controller('v1')
@UseInterceptors(Idempotency)
export class DecisionsController {
  constructor(@Inject('endoveil.ledger') private readonly ledger: Ledger) {}

  @Route(decision('approve', 'Research may have these bytes.', 'approve'))
  async approve(@Param('id') id: string, @Body() body: unknown, @Req() request: FastifyRequest) {
    return decided(await this.ledger.approve(decidingOf(id, body, request)));
  }

  @Route(decision('hold', 'Nothing more goes out until somebody approves.', 'hold'))
  async hold(@Param('id') id: string, @Body() body: unknown, @Req() request: FastifyRequest) {
    return decided(await this.ledger.putOnHold(decidingOf(id, body, request)));
  }

  @Route({ ...decision('revoke', 'Takes a live approval away.', 'revoke'), examples: [] })
  async revoke(@Param('id') id: string, @Body() body: unknown, @Req() request: FastifyRequest) {
    return decided(await this.ledger.revoke(decidingOf(id, body, request)));
  }

  @Route(decision('reject', 'Nothing of it may leave.', 'reject'))
  async reject(@Param('id') id: string, @Body() body: unknown, @Req() request: FastifyRequest) {
    return decided(await this.ledger.reject(decidingOf(id, body, request)));
  }

  @Route({
    method: 'POST',
    path: 'items/:id/corrections',
    name: 'correct',
    says: 'More is to be covered: the same level makes a new result, which is verified like any other. An approval of the old one ends.',
    roles: ['steward'],
    scope: 'item',
    decides: true,
    body: Corrections,
    status: 202,
    answer: z.object({ outcome: z.literal('correcting'), runId: z.string() }),
    examples: [
      {
        says: 'The lower left corner from 12.5 to 14 seconds',
        with: { id: EXAMPLE_ITEM },
        headers: { 'if-match': '{etag}' },
        body: { corrections: [{ seconds: [12.5, 14], box: { x: 0, y: 0.9, width: 0.3, height: 0.1 } }] },
        status: 202,
      },
    ],
  })
  async correct(@Param('id') id: string, @Body() body: unknown, @Req() request: FastifyRequest) {
    const { corrections } = Corrections.parse(body);
    const { version, artifactHash } = seenBy(request.headers['if-match']);
    if (artifactHash === null) throw refusal('no-result');
    const actor = principalOf(request).name;
    const result = await this.ledger.correctItem({
      itemId: ItemId.parse(id),
      version,
      artifactHash,
      corrections,
      actor,
    });
    if (result.outcome === 'not-found') throw new NotFoundException();
    if (result.outcome === 'refused') throw refusal(result.why);
    return result;
  }

  @Route({
    method: 'POST',
    path: 'items/:id/adopt',
    name: 'adopt',
    says: 'Takes over the better result that was made meanwhile. An approval of the old one ends.',
    roles: ['steward'],
    scope: 'item',
    decides: true,
    answer: z.object({ outcome: z.literal('adopted'), runId: z.string() }),
    examples: [
      {
        says: 'There is no better one',
        with: { id: EXAMPLE_ITEM },
        headers: { 'if-match': '{etag}' },
        status: 409,
      },
    ],
  })
  async adopt(@Param('id') id: string, @Req() request: FastifyRequest) {
    const seen = seenBy(request.headers['if-match']);
    const actor = principalOf(request).name;
    const result = await this.ledger.adoptBetter({ itemId: ItemId.parse(id), ...seen, actor });
    if (result.outcome === 'not-found') throw new NotFoundException();
    if (result.outcome === 'adopted') return result;
    if (result.why === 'changed') throw changed();
    throw new Refused(409, 'nothing-better', 'No better result waits beside this one.');
  }

  @Route({
    method: 'POST',
    path: 'items/:id/metadata/:field',
    name: 'setField',
    says: "A person's word on one field: takes over what a source says, or enters a value. What another person entered is replaced only with consent.",
    roles: ['steward'],
    scope: 'item',
    decides: true,
    body: FieldWord,
    answer: z.object({ outcome: z.enum(['set', 'unchanged']), verifiedAgain: z.boolean().optional() }),
    examples: [
      {
        says: 'What the overlay says is right',
        with: { id: EXAMPLE_ITEM, field: 'last-name' },
        headers: { 'if-match': '{etag}' },
        body: { accept: 'overlay' },
      },
    ],
  })
  async setField(
    @Param('id') id: string,
    @Param('field') field: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ) {
    const [itemId, name, word] = [ItemId.parse(id), FieldName.parse(field), FieldWord.parse(body)];
    const actor = principalOf(request).name;
    const seen = seenBy(request.headers['if-match']);
    const item = await this.ledger.summaryOf(itemId);
    if (!item) throw new NotFoundException();
    if (etagOf(item) !== etagOf(seen)) throw changed();
    const consent = { replace: word.replace, version: seen.version };
    if ('value' in word)
      return settled(await this.ledger.setField(itemId, { name, value: word.value, ...consent }, actor));
    return settled(await this.ledger.acceptField(itemId, name, word.accept, actor, consent));
  }
}

function decidingOf(id: string, body: unknown, request: FastifyRequest): Deciding {
  const because = Because.parse(body);
  const actor = principalOf(request).name;
  const key = request.headers['idempotency-key'];
  return {
    itemId: ItemId.parse(id),
    ...seenBy(request.headers['if-match']),
    actor,
    reason: because.reason,
    // a repetition after a crash meets its own decision
    ...(key === undefined ? {} : { decisionId: idOf(`${actor}\0${String(key)}\0${request.url}`) }),
  };
}

function idOf(text: string): DecisionId {
  const hex = createHash('sha256').update(text).digest('hex');
  return DecisionId.parse(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`,
  );
}

function decided(result: Decided) {
  if (result.outcome === 'not-found') throw new NotFoundException();
  if (result.outcome === 'decided') return result;
  if (result.code === 'changed-since-seen') throw changed();
  throw new Refused(409, result.code, explain(result.code).text);
}

function settled(result: FieldResult) {
  switch (result.outcome) {
    case 'not-found':
      throw new NotFoundException();
    case 'occupied':
      throw new Refused(409, 'field-occupied', 'Another person entered a value: replacing it needs consent.');
    case 'changed':
      throw changed();
    case 'final':
      throw new Refused(409, 'final', 'A person has decided about this item.');
    case 'set':
    case 'unchanged':
      return result;
  }
}

function refusal(why: Extract<CorrectResult, { outcome: 'refused' }>['why']): Refused {
  switch (why) {
    case 'changed':
      return changed();
    case 'in-progress':
      return new Refused(409, 'in-progress', 'The item is being worked on.');
    case 'no-result':
      return new Refused(409, 'no-result', 'There is no result that could be corrected.');
    case 'wrong-kind':
      return new Refused(422, 'wrong-kind', 'A video is corrected over a time, a report on a page.');
  }
}
