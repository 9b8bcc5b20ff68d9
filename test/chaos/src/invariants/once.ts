import { recordedNames } from './recorded-names.js';
import type { Invariant } from './invariant.js';

/** One content is one item of its center, and one file is recorded once. */
export const once: Invariant = {
  name: 'X2',
  says: 'one content is one item of a center, and every file is recorded once',
  check: async (scene) => {
    const twice = await scene.sql<{ ids: string }>(
      `select string_agg(item_id::text, ' ' order by item_id) as ids from ledger.item
       group by center, content_id having count(*) > 1`,
    );
    const dropped = new Set(scene.drops.map(({ name }) => name));
    return [
      ...twice.map(({ ids }) => ({ id: ids, what: 'duplicated: items of one content' })),
      ...[...(await recordedNames(scene))].flatMap(([name, count]) => {
        if (!dropped.has(name)) return [{ id: name, what: 'recorded, but nobody handed it in' }];
        return count > 1 ? [{ id: name, what: `duplicated: recorded ${count} times` }] : [];
      }),
    ];
  },
};
