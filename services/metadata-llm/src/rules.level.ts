import { MetadataDeclined } from '@endoveil/contracts';
import { type Declined, type Extracted, type ExtractTask, Level } from '@endoveil/work';
import { Controller, Inject } from '@nestjs/common';
import { RulesExtraction } from './rules-extraction.js';

/** Fields that rules find in the overlay and the text. */
@Controller()
export class RulesExtractionLevel {
  constructor(@Inject(RulesExtraction) private readonly work: RulesExtraction) {}

  @Level(MetadataDeclined.by('llm'), {
    service: 'metadata-llm',
    stage: 'extract',
    level: 'rules',
    durable: 'metadata-llm_rules',
    declines: MetadataDeclined.by('rules'),
    attempts: 3,
    stallSeconds: 30,
  })
  async extract(task: ExtractTask): Promise<Extracted | Declined> {
    return await this.work.run(task);
  }
}
