import { ReportAccepted, ReportDeclined } from '@endoveil/contracts';
import { type Anonymized, type Declined, Level, type MayBeIncapable, type Task } from '@endoveil/work';
import { Controller, Inject } from '@nestjs/common';
import { FullReading } from './full-reading.js';

/** Text layer and OCR of every page; rules, known values and the language model; pages rebuilt from images. */
@Controller()
export class FullReadingLevel implements MayBeIncapable {
  constructor(@Inject(FullReading) private readonly work: FullReading) {}

  @Level(ReportAccepted, {
    service: 'pdf-reader',
    stage: 'anonymize',
    level: 'full-reading',
    durable: 'pdf-reader_full-reading',
    declines: ReportDeclined.by('full-reading'),
    attempts: 3,
    stallSeconds: 130,
  })
  async read(task: Task): Promise<Anonymized | Declined> {
    return await this.work.run(task);
  }

  async capable(): Promise<boolean> {
    return await this.work.capable();
  }
}
