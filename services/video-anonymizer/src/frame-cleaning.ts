import type { Ocr, Sandbox } from '@endoveil/media';
import type { Anonymized, AnonymizeWork, Declined, Task } from '@endoveil/work';
import { bothAtOnce } from './making/both-at-once.js';
import { textOf, voteFields } from './overlay/overlay-fields.js';
import { encodeAndInspect, isDeclined, lookAt, produce, standardMaking } from './making/picture-only.js';
import { readOverlay, readSights } from './overlay/read-overlay.js';

/** Everything outside the picture black; inside it, what looks like writing, on every frame. The overlay is read meanwhile. */
export class FrameCleaning implements AnonymizeWork {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly ocr: Ocr,
    private readonly making = standardMaking,
  ) {}

  async run(task: Task): Promise<Anonymized | Declined> {
    const found = await lookAt(this.sandbox, this.making, task);
    if (isDeclined(found)) return found;
    const { survey, layouts } = found;
    const [overlay, pass] = await bothAtOnce(
      task,
      (part) => readOverlay(this.sandbox, this.ocr, survey, layouts[0]!.picture, part),
      (part) => encodeAndInspect(this.sandbox, found, this.making, part),
    );
    const inside = await readSights(this.ocr, pass.inspection.sights, task);
    const pages = [...overlay.map(textOf), ...inside].map((text, i) => ({ page: i + 1, text }));
    const learned = { fields: voteFields(overlay), pages };
    return await produce(this.sandbox, 'frame-cleaning', found, pass, learned, task);
  }

  async capable(): Promise<boolean> {
    return true;
  }
}
