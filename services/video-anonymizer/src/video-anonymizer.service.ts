import type { Platform, ServiceDefinition } from '@endoveil/host';
import { tesseractPool } from '@endoveil/media';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { FrameCleaning } from './frame-cleaning.js';
import { FrameCleaningLevel } from './frame-cleaning.level.js';
import { HoldLevel } from './hold.level.js';
import { makingOf } from './making/making-of.js';
import { RoiMasking } from './roi-masking.js';
import { RoiMaskingLevel } from './roi-masking.level.js';

const controllers: Readonly<Record<string, Type>> = {
  'frame-cleaning': FrameCleaningLevel,
  'roi-masking': RoiMaskingLevel,
  hold: HoldLevel,
};

@Module({})
class VideoAnonymizerModule {}

export const videoAnonymizer: ServiceDefinition = {
  name: 'video-anonymizer',
  levels: Object.keys(controllers),
  module({ sandbox, environment }: Platform, levels): DynamicModule {
    const making = makingOf(sandbox, environment);
    return {
      module: VideoAnonymizerModule,
      controllers: levels.map((level) => controllers[level]!),
      providers: [
        { provide: FrameCleaning, useFactory: async () => new FrameCleaning(sandbox, tesseractPool(), await making) },
        { provide: RoiMasking, useFactory: async () => new RoiMasking(sandbox, await making) },
      ],
    };
  },
};
