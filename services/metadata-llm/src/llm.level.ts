import { MetadataDeclined, ReportAnonymized, VideoAnonymized } from '@endoveil/contracts';
import { type Declined, type Extracted, type ExtractTask, Level, type MayBeIncapable } from '@endoveil/work';
import { Controller, Inject } from '@nestjs/common';
import { LlmExtraction } from './llm-extraction.js';

/** Reads fields with a language model; every value must stand in the source. */
@Controller()
export class LlmExtractionLevel implements MayBeIncapable {
  constructor(@Inject(LlmExtraction) private readonly work: LlmExtraction) {}

  @Level([VideoAnonymized, ReportAnonymized], {
    service: 'metadata-llm',
    stage: 'extract',
    level: 'llm',
    durable: 'metadata-llm_llm',
    declines: MetadataDeclined.by('llm'),
    attempts: 3,
    stallSeconds: 130,
  })
  async extract(task: ExtractTask): Promise<Extracted | Declined> {
    return await this.work.run(task);
  }

  async capable(): Promise<boolean> {
    return await this.work.capable();
  }
}
