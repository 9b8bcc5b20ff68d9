import { type ReasonCode, VideoDeclined } from '@endoveil/contracts';
import { type Held, Level } from '@endoveil/work';
import { Controller } from '@nestjs/common';

/** The last level: imported, safe, not anonymized. It opens nothing and cannot fail. */
@Controller()
export class HoldLevel {
  @Level(VideoDeclined.by('roi-masking'), {
    service: 'video-anonymizer',
    stage: 'anonymize',
    level: 'hold',
    durable: 'video-anonymizer_hold',
    declines: null,
  })
  async hold(reason: ReasonCode): Promise<Held> {
    return { outcome: 'held', reason };
  }
}
