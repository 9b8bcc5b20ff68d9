import { VideoAccepted, VideoDeclined } from '@endoveil/contracts';
import { type Anonymized, type Declined, Level, type MayBeIncapable, type Task } from '@endoveil/work';
import { Controller, Inject } from '@nestjs/common';
import { FrameCleaning } from './frame-cleaning.js';

/** Finds the picture, masks everything else, masks text inside it on every frame, reads the overlay. */
@Controller()
export class FrameCleaningLevel implements MayBeIncapable {
  constructor(@Inject(FrameCleaning) private readonly work: FrameCleaning) {}

  @Level(VideoAccepted, {
    service: 'video-anonymizer',
    stage: 'anonymize',
    level: 'frame-cleaning',
    durable: 'video-anonymizer_frame-cleaning',
    declines: VideoDeclined.by('frame-cleaning'),
    attempts: 3,
    stallSeconds: 60,
  })
  async clean(task: Task): Promise<Anonymized | Declined> {
    return await this.work.run(task);
  }

  async capable(): Promise<boolean> {
    return await this.work.capable();
  }
}
