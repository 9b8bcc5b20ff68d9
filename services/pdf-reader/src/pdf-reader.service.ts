import type { Platform, ServiceDefinition } from '@endoveil/host';
import { llmFromSettings } from '@endoveil/llm';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { FullReading } from './full-reading.js';
import { FullReadingLevel } from './full-reading.level.js';
import { HoldLevel } from './hold.level.js';
import { RulesOnly } from './rules-only.js';
import { reportTools } from './report-tools.js';
import { RulesOnlyLevel } from './rules-only.level.js';

const controllers: Readonly<Record<string, Type>> = {
  'full-reading': FullReadingLevel,
  'rules-only': RulesOnlyLevel,
  hold: HoldLevel,
};

@Module({})
class PdfReaderModule {}

export const pdfReader: ServiceDefinition = {
  name: 'pdf-reader',
  levels: Object.keys(controllers),
  module({ sandbox, environment, storage: { siteKey } }: Platform, levels): DynamicModule {
    const tools = reportTools(sandbox, environment, {
      pseudonym: siteKey.derive('pseudonym'),
      dateShift: siteKey.derive('date-shift'),
    });
    return {
      module: PdfReaderModule,
      controllers: levels.map((level) => controllers[level]!),
      providers: [
        { provide: FullReading, useFactory: () => new FullReading(tools, llmFromSettings(environment)) },
        { provide: RulesOnly, useValue: new RulesOnly(tools) },
      ],
    };
  },
};
