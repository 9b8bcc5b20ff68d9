import { MediaLanded } from '@endoveil/contracts';
import { type IdentifyTask, Level } from '@endoveil/work';
import { Controller, Inject } from '@nestjs/common';
import { ClaimContent } from './claim-content.js';

/** What a landed file is, and who owns its content. */
@Controller()
export class IdentifyLevel {
  constructor(@Inject(ClaimContent) private readonly claim: ClaimContent) {}

  @Level(MediaLanded, {
    service: 'lock-and-dedupe',
    stage: 'identify',
    level: 'identify',
    durable: 'lock-and-dedupe_identify',
    declines: null,
    concurrency: 2,
    stallSeconds: 150,
  })
  async identify(task: IdentifyTask) {
    return await this.claim.run(task.attempt, task.job, task);
  }
}
