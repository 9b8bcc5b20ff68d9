import type { Invariant } from './invariant.js';
import { contentIdOf, sightings } from './sightings.js';

/** One content is one item of its center, and one file is recorded once. */
export const once: Invariant = {
  name: 'X2',
  says: 'one content is one item of a center, and every file is recorded once',
  check: async (scene) => {
    const twice = await scene.sql<{ ids: string }>(
      `select string_agg(item_id::text, ' ' order by item_id) as ids from ledger.item
       group by center, content_id having count(*) > 1`,
    );
    const fileOf = (name: string, contentId: string) => `${name} ${contentId}`;
    const known = new Set(
      [...scene.drops, ...scene.unsettled].map(({ name, sha256 }) => fileOf(name, contentIdOf(scene, sha256))),
    );
    const recorded = Map.groupBy(await sightings(scene), ({ name, contentId }) => fileOf(name, contentId));
    return [
      ...twice.map(({ ids }) => ({ id: ids, what: 'duplicated: items of one content' })),
      ...[...recorded].flatMap(([file, { length: count }]) => {
        if (!known.has(file)) return [{ id: file, what: 'recorded, but nobody handed it in' }];
        return count > 1 ? [{ id: file, what: `duplicated: recorded ${count} times` }] : [];
      }),
    ];
  },
};
