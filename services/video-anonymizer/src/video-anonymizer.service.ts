import type { Platform, ServiceDefinition } from '@endoveil/host';
import { tmpdir } from 'node:os';
import { chooseEncoder, tesseractPool } from '@endoveil/media';
import { loadSettings } from '@endoveil/runtime';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { videoSettings } from './config.js';
import { FrameCleaning } from './frame-cleaning.js';
import { FrameCleaningLevel } from './frame-cleaning.level.js';
import { HoldLevel } from './hold.level.js';
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
    const wanted = loadSettings(videoSettings, environment);
    const making = chooseEncoder(sandbox, wanted, tmpdir()).then((encoder) => ({ encoder, strict: wanted.strict }));
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
