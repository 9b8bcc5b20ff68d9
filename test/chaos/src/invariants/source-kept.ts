import type { Scene } from '../scene.js';
import type { Gone } from '../workload/client-log.js';
import type { Fault, Invariant } from './invariant.js';
import { contentIdOf, type Sighting, sightings } from './sightings.js';

/**
 * A client's own copy goes only when the house has it for sure: the very bytes that stood under the name as it went, by
 * the client's own hash, and not some that stood there earlier.
 */
export const sourceKept: Invariant = {
  name: 'X10',
  says: 'a source goes from the drop folder only after the bytes that it had then are committed',
  check: async (scene) => {
    const recorded = Map.groupBy(await sightings(scene), ({ name }) => name);
    return scene.gone.flatMap((gone) => faultsOf(gone, recorded.get(gone.name) ?? [], lastBytes(scene, gone.name)));
  },
};

/** The content that a source had as it went; more than one where its client was changing it at that moment. */
function lastBytes(scene: Scene, name: string): ReadonlySet<string> {
  const own = (files: readonly { readonly name: string; readonly sha256: string }[]) =>
    files.filter((file) => file.name === name).map(({ sha256 }) => contentIdOf(scene, sha256));
  const settled = own(scene.drops);
  return new Set(settled.length > 0 ? settled : own(scene.unsettled));
}

function faultsOf({ name, at }: Gone, recorded: readonly Sighting[], last: ReadonlySet<string>): readonly Fault[] {
  if (recorded.length === 0) return [{ id: name, what: 'gone, and never committed' }];
  const same = recorded.filter(({ contentId }) => last.has(contentId));
  if (same.length === 0) return [{ id: name, what: 'gone with other bytes than are committed' }];
  return same.every((one) => one.at > at) ? [{ id: name, what: 'gone before it was committed' }] : [];
}
