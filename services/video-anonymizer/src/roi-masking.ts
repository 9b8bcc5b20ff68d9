import { agreeingPreset, type Layout, presets } from '@endoveil/masking';
import type { Sandbox } from '@endoveil/media';
import type { Anonymized, AnonymizeWork, Declined, Task } from '@endoveil/work';
import { encodeAndInspect, type Found, isDeclined, lookAt, produce, standardMaking } from './making/picture-only.js';
import { displayed } from './plan/plan-masks.js';

/** The last level that shows anything: only a picture whose place is beyond doubt is kept. */
const BEYOND_DOUBT = 0.965;

/** One layout, and it is plain or what a preset says of this device. */
function isCertain({ layouts, survey: { facts } }: Found): boolean {
  const [{ picture, confidence }] = layouts as [Layout];
  if (layouts.length > 1) return false;
  const { displayWidth, displayHeight } = facts;
  const shown = displayed(facts, picture);
  return confidence >= BEYOND_DOUBT || agreeingPreset(presets, shown, displayWidth, displayHeight) !== undefined;
}

/** The picture and nothing else, when its place is certain over the whole video. */
export class RoiMasking implements AnonymizeWork {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly making = standardMaking,
  ) {}

  async run(task: Task): Promise<Anonymized | Declined> {
    const found = await lookAt(this.sandbox, this.making, task);
    if (isDeclined(found)) return found;
    if (!isCertain(found)) return { outcome: 'declined', reason: 'geometry-uncertain' };
    // what looks like writing is covered here too: a lower level is never less safe
    const pass = await encodeAndInspect(this.sandbox, found, this.making, task);
    if (pass.inspection.layouts.some(({ layout }) => layout === null))
      return { outcome: 'declined', reason: 'geometry-uncertain' };
    return await produce(this.sandbox, 'roi-masking', found, pass, { fields: [], pages: [] }, task);
  }
}
