import { MediaApproved, PublicationPlanned } from '@endoveil/contracts';
import { type Settlement, Subscribe } from '@endoveil/messaging';
import { Controller, Inject } from '@nestjs/common';
import { Publishing } from './publishing.js';

/** Brings the next look forward. A message that never comes costs some seconds and nothing else. */
@Controller()
export class ReleaseSubscriber {
  constructor(@Inject(Publishing) private readonly publishing: Publishing) {}

  @Subscribe([MediaApproved, PublicationPlanned], { durable: 'publisher_release' })
  async wake(): Promise<Settlement> {
    this.publishing.wake();
    return { settle: 'ack' };
  }
}
