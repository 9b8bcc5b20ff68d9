import type { ServiceDefinition } from '@endoveil/host';
import { llmFromSettings } from '@endoveil/llm';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { LlmExtraction } from './llm-extraction.js';
import { LlmExtractionLevel } from './llm.level.js';
import { NoExtraction } from './no-extraction.js';
import { NoExtractionLevel } from './none.level.js';
import { RulesExtraction } from './rules-extraction.js';
import { RulesExtractionLevel } from './rules.level.js';

const controllers: Readonly<Record<string, Type>> = {
  llm: LlmExtractionLevel,
  rules: RulesExtractionLevel,
  none: NoExtractionLevel,
};

@Module({})
class MetadataLlmModule {}

export const metadataLlm: ServiceDefinition = {
  name: 'metadata-llm',
  levels: Object.keys(controllers),
  module({ environment }, levels): DynamicModule {
    return {
      module: MetadataLlmModule,
      controllers: levels.map((level) => controllers[level]!),
      providers: [
        { provide: LlmExtraction, useFactory: () => new LlmExtraction(llmFromSettings(environment)) },
        RulesExtraction,
        NoExtraction,
      ],
    };
  },
};
