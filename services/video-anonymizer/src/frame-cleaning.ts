import { type EncoderSettings, type Ocr, type Sandbox, standardEncoder } from '@endoveil/media';
import type { Anonymized, AnonymizeWork, Declined, Task } from '@endoveil/work';
import { voteFields } from './overlay-fields.js';
import { encodeAndInspect, isDeclined, lookAt, produce } from './picture-only.js';
import { readOverlay } from './read-overlay.js';

/** Everything outside the picture black; inside it, what looks like writing, on every frame. The overlay is read first. */
export class FrameCleaning implements AnonymizeWork {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly ocr: Ocr,
    private readonly encoder: EncoderSettings = standardEncoder,
  ) {}

  async run(task: Task): Promise<Anonymized | Declined> {
    const found = await lookAt(this.sandbox, task);
    if (isDeclined(found)) return found;
    const { survey, geometry } = found;
    const texts = await readOverlay(this.sandbox, this.ocr, survey.facts, geometry.picture, task);
    const pass = await encodeAndInspect(this.sandbox, found, this.encoder, task);
    const learned = { fields: voteFields(texts), pages: texts.map((text, i) => ({ page: i + 1, text })) };
    return await produce(this.sandbox, 'frame-cleaning', found, pass, learned, task);
  }

  async capable(): Promise<boolean> {
    return true;
  }
}
