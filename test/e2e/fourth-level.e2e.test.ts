import 'reflect-metadata';
import { type LevelName, type ReasonCode, VideoAccepted, VideoDeclined } from '@endoveil/contracts';
import { chooseLevels, hostServices, openPlatform, type ServiceDefinition } from '@endoveil/host';
import { lockAndDedupe } from '@endoveil/lock-and-dedupe';
import { registry } from '@endoveil/registry';
import { type Declined, type Held, Level } from '@endoveil/work';
import { Controller, Module } from '@nestjs/common';
import { expect, it } from 'vitest';
import { aShortExam } from './exams.js';
import { HouseRig } from './house-rig.js';

const ladder = { service: 'video-anonymizer', stage: 'anonymize' } as const;
const by = (level: string) => VideoDeclined.by(level as LevelName);

@Controller()
class FirstLevel {
  @Level(VideoAccepted, {
    ...ladder,
    level: 'first' as LevelName,
    durable: 'video-anonymizer_first',
    declines: by('first'),
  })
  async work(): Promise<Declined> {
    return { outcome: 'declined', reason: 'picture-not-found' };
  }
}

// --- a level more: these lines, and the next level listening to it
@Controller()
class SecondLook {
  @Level(by('first'), {
    ...ladder,
    level: 'second-look' as LevelName,
    durable: 'video-anonymizer_second-look',
    declines: by('second-look'),
  })
  async work(): Promise<Declined> {
    return { outcome: 'declined', reason: 'geometry-uncertain' };
  }
}
// ---

@Controller()
class LastLevel {
  @Level(by('second-look'), { ...ladder, level: 'hold' as LevelName, durable: 'video-anonymizer_hold', declines: null })
  async hold(reason: ReasonCode): Promise<Held> {
    return { outcome: 'held', reason };
  }
}

@Module({})
class Ladder {}

it('a level more is one class: it is tried in its turn, and recorded', async () => {
  await using house = await HouseRig.start();
  const service: ServiceDefinition = {
    name: 'video-anonymizer',
    levels: ['first', 'second-look', 'hold'],
    module: () => ({ module: Ladder, controllers: [FirstLevel, SecondLook, LastLevel] }),
  };
  await using platform = await openPlatform('test', { ...house.environment, ENDOVEIL_LOG_LEVEL: 'silent' });
  const host = await hostServices(
    platform,
    [registry, lockAndDedupe, service].map((definition) => chooseLevels(definition, [])),
  );
  await house.serve(['intake']);
  const exam = await aShortExam(51);
  await house.drop(exam.video, 'case/video.mp4');
  const [item] = await house.until(
    'held',
    () => platform.ledger.listItems(),
    ([first]) => first?.state === 'held',
  );
  const shown = await platform.ledger.showItem(item!.itemId);
  expect(shown).toMatchObject({ state: 'held', reason: 'geometry-uncertain' });
  expect(shown!.runs[0]!.jobs.find(({ stage }) => stage === 'anonymize')!.escalations).toMatchObject([
    { from: 'first', to: 'second-look', reason: 'picture-not-found' },
    { from: 'second-look', to: 'hold', reason: 'geometry-uncertain' },
  ]);
  await host.stop();
});
