import { VideoDeclined } from '@endoveil/contracts';
import { type Anonymized, type Declined, Level, type Task } from '@endoveil/work';
import { Controller, Inject } from '@nestjs/common';
import { RoiMasking } from './roi-masking.js';

/** Keeps the picture alone, with what looks like writing in it covered, without OCR; declines unless its place is certain for the whole video. */
@Controller()
export class RoiMaskingLevel {
  constructor(@Inject(RoiMasking) private readonly work: RoiMasking) {}

  @Level(VideoDeclined.by('frame-cleaning'), {
    service: 'video-anonymizer',
    stage: 'anonymize',
    level: 'roi-masking',
    durable: 'video-anonymizer_roi-masking',
    declines: VideoDeclined.by('roi-masking'),
    attempts: 2,
    stallSeconds: 60,
  })
  async mask(task: Task): Promise<Anonymized | Declined> {
    return await this.work.run(task);
  }
}
