import { MetadataDeclined } from '@endoveil/contracts';
import { type Extracted, type ExtractTask, Level } from '@endoveil/work';
import { Controller, Inject } from '@nestjs/common';
import { NoExtraction } from './no-extraction.js';

/** No fields but those of the level before: a person enters the rest. */
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
  async extract(task: ExtractTask): Promise<Extracted> {
    return await this.work.run(task);
  }
}
