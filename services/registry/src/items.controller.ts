import { explain, isReason, ItemId, ItemState, LevelName, MediaKind } from '@endoveil/contracts';
import type { ItemDetail, ItemSummary, Ledger } from '@endoveil/ledger';
import { Controller, Get, HttpCode, Inject, NotFoundException, Param, Post, Query } from '@nestjs/common';
import { register } from 'prom-client';
import { z } from 'zod';
import { Refused } from './problem.filter.js';

const Page = z.object({
  state: ItemState.optional(),
  kind: MediaKind.optional(),
  level: LevelName.optional(),
  center: z.string().max(100).optional(),
  after: ItemId.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** A code with what it means, so that a reader needs no table. */
const withReason = <T extends { readonly reason: ItemSummary['reason'] }>(item: T) => ({
  ...item,
  reasonText: isReason(item.reason) ? explain(item.reason).text : null,
  next: isReason(item.reason) ? explain(item.reason).next : null,
});

/** Items and their timelines. Nothing here names a person: identifying values do not leave over HTTP. */
@Controller('v1')
export class ItemsController {
  constructor(@Inject('endoveil.ledger') private readonly ledger: Ledger) {}

  @Get('items')
  async list(@Query() query: Record<string, string>) {
    const { limit, ...filter } = Page.parse(query);
    const found = await this.ledger.listItems({ ...withoutUndefined(filter), limit });
    const last = found.length === limit ? found.at(-1) : undefined;
    return { items: found.map(withReason), next: last ? last.itemId : null };
  }

  @Get('items/:id')
  async show(@Param('id') id: string) {
    return withReason(await this.find(id));
  }

  @Post('items/:id/retry')
  @HttpCode(202)
  async retry(@Param('id') id: string) {
    const { itemId } = await this.find(id);
    const result = await this.ledger.retryItem(itemId, 'operator');
    if (result.outcome === 'in-progress') throw new Refused(409, 'in-progress', 'The item is being worked on.');
    if (result.outcome === 'final') throw new Refused(409, 'final', 'A person has decided about this item.');
    return result;
  }

  @Get('status')
  async status() {
    const [levels, counts] = await Promise.all([this.ledger.levels(), this.ledger.counts()]);
    return { levels, ...counts };
  }

  @Get('metrics')
  async metrics() {
    return await register.metrics();
  }

  private async find(id: string): Promise<ItemDetail> {
    const itemId = ItemId.safeParse(id);
    const item = itemId.success ? await this.ledger.showItem(itemId.data) : null;
    if (!item) throw new NotFoundException();
    return item;
  }
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as never;
}
