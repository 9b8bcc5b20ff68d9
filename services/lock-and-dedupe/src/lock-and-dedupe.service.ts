import type { Platform, ServiceDefinition } from '@endoveil/host';
import { type DynamicModule, Module } from '@nestjs/common';
import { ClaimContent } from './claim-content.js';
import { IdentifyContent } from './identify-content.js';
import { IdentifyLevel } from './identify.level.js';

@Module({})
class LockAndDedupeModule {}

export const lockAndDedupe: ServiceDefinition = {
  name: 'lock-and-dedupe',
  levels: [],
  module({ sandbox, storage, ledger, locks }: Platform): DynamicModule {
    const claim = new ClaimContent(new IdentifyContent(sandbox), storage, ledger, locks);
    return {
      module: LockAndDedupeModule,
      controllers: [IdentifyLevel],
      providers: [{ provide: ClaimContent, useValue: claim }],
    };
  },
};
