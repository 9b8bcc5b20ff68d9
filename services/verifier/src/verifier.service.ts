import type { Platform, ServiceDefinition } from '@endoveil/host';
import { type DynamicModule, Module } from '@nestjs/common';
import { Verify } from './verify.js';
import { VerifyLevel } from './verify.level.js';

@Module({})
class VerifierModule {}

export const verifier: ServiceDefinition = {
  name: 'verifier',
  levels: [],
  module({ sandbox }: Platform): DynamicModule {
    return {
      module: VerifierModule,
      controllers: [VerifyLevel],
      providers: [{ provide: Verify, useValue: new Verify(sandbox) }],
    };
  },
};
