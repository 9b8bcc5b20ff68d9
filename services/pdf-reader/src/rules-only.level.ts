import { ReportDeclined } from '@endoveil/contracts';
import { type Anonymized, type Declined, Level, type Task } from '@endoveil/work';
import { Controller, Inject } from '@nestjs/common';
import { RulesOnly } from './rules-only.js';

/** The same without the language model, and without pictures. Always looked at by a person. */
@Controller()
export class RulesOnlyLevel {
  constructor(@Inject(RulesOnly) private readonly work: RulesOnly) {}

  @Level(ReportDeclined.by('full-reading'), {
    service: 'pdf-reader',
    stage: 'anonymize',
    level: 'rules-only',
    durable: 'pdf-reader_rules-only',
    declines: ReportDeclined.by('rules-only'),
    attempts: 2,
    stallSeconds: 60,
  })
  async read(task: Task): Promise<Anonymized | Declined> {
    return await this.work.run(task);
  }
}
