import { type ReasonCode, ReportDeclined } from '@endoveil/contracts';
import { type Held, Level } from '@endoveil/work';
import { Controller } from '@nestjs/common';

/** The last level: imported, safe, not anonymized. It opens nothing and cannot fail. */
@Controller()
export class HoldLevel {
  @Level(ReportDeclined.by('rules-only'), {
    service: 'pdf-reader',
    stage: 'anonymize',
    level: 'hold',
    durable: 'pdf-reader_hold',
    declines: null,
  })
  async hold(reason: ReasonCode): Promise<Held> {
    return { outcome: 'held', reason };
  }
}
