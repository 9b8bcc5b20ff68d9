import { MetadataDeclined } from '@endoveil/contracts';
import { type Extracted, Level } from '@endoveil/work';
import { Controller, Inject } from '@nestjs/common';
import { NoExtraction } from './no-extraction.js';

/** No fields: a person enters them. */
@Controller()
export class NoExtractionLevel {
  constructor(@Inject(NoExtraction) private readonly work: NoExtraction) {}

  @Level(MetadataDeclined.by('rules'), {
    service: 'metadata-llm',
    stage: 'extract',
    level: 'none',
    durable: 'metadata-llm_none',
    declines: null,
    attempts: 3,
    stallSeconds: 30,
  })
  async extract(): Promise<Extracted> {
    return await this.work.run();
  }
}
