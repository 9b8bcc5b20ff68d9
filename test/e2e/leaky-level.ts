import 'reflect-metadata';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LevelName, VideoAccepted, VideoDeclined } from '@endoveil/contracts';
import { chooseLevels, type Environment, hostServices, openPlatform, type ServiceDefinition } from '@endoveil/host';
import { type Anonymized, Level, type Task } from '@endoveil/work';
import { Controller, Module } from '@nestjs/common';

const ladder = { service: 'video-anonymizer', stage: 'anonymize' } as const;

/** What a broken build would be: it hands the source on as its result. */
async function leak(task: Task, level: LevelName): Promise<Anonymized> {
  const path = join(task.scratchDir, 'result.mp4');
  await copyFile(task.sourcePath, path);
  return {
    outcome: 'anonymized',
    artifact: { path, mediaType: 'video/mp4' },
    findings: { schema: 1, kind: 'video', level, fields: [], pages: [], source: {} },
  };
}

@Controller()
class LeakyCleaning {
  @Level(VideoAccepted, {
    ...ladder,
    level: 'frame-cleaning',
    durable: 'video-anonymizer_frame-cleaning',
    declines: VideoDeclined.by('frame-cleaning'),
  })
  work(task: Task): Promise<Anonymized> {
    return leak(task, 'frame-cleaning');
  }
}

@Controller()
class LeakyMasking {
  @Level(VideoDeclined.by('frame-cleaning'), {
    ...ladder,
    level: 'roi-masking',
    durable: 'video-anonymizer_roi-masking',
    declines: VideoDeclined.by('roi-masking'),
  })
  work(task: Task): Promise<Anonymized> {
    return leak(task, 'roi-masking');
  }
}

@Module({})
class LeakyModule {}

const leaky: ServiceDefinition = {
  name: 'video-anonymizer',
  levels: ['frame-cleaning', 'roi-masking'],
  module: () => ({ module: LeakyModule, controllers: [LeakyCleaning, LeakyMasking] }),
};

/** Runs them in this process until it is stopped. */
export async function runLeakyLevels(environment: Environment) {
  const platform = await openPlatform('test', { ...environment, ENDOVEIL_LOG_LEVEL: 'silent' });
  const host = await hostServices(platform, [chooseLevels(leaky, [])]);
  const stop = async () => {
    await host.stop();
    await platform[Symbol.asyncDispose]();
  };
  /** Something that is no event, from somebody who should not be on the bus. */
  const babble = () => platform.bus.connection.publish('endoveil.media.landed', 'nonsense');
  return { metricsPort: host.metricsPort, babble, stop };
}
