import type { Platform, ServiceDefinition } from '@endoveil/host';
import { loadSettings } from '@endoveil/runtime';
import { signerOf } from '@endoveil/storage';
import { type DynamicModule, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { publisherSettings } from './config.js';
import { openDestination } from './destinations/open-destination.js';
import { Publishing } from './publishing/publishing.js';
import { ReleaseSubscriber } from './publishing/release.subscriber.js';

/** Publishes for as long as the process runs. */
class Publisher implements OnApplicationBootstrap, OnApplicationShutdown {
  private isRunning = false;

  constructor(private readonly publishing: Publishing) {}

  /** Nest calls it for the application and again for its transport. */
  onApplicationBootstrap(): void {
    if (!this.isRunning) this.publishing.start();
    this.isRunning = true;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.publishing[Symbol.asyncDispose]();
  }
}

@Module({})
class PublisherModule {}

export const publisher: ServiceDefinition = {
  name: 'publisher',
  levels: [],
  module({ ledger, storage, log, environment }: Platform): DynamicModule {
    const { destinations, pollSeconds } = loadSettings(publisherSettings, environment);
    const signer = signerOf(storage.siteKey, 'certificate');
    const parts = { ledger, artifacts: storage.artifacts, signer, log, pollSeconds, open: openDestination };
    const publishing = new Publishing(parts, destinations);
    return {
      module: PublisherModule,
      controllers: [ReleaseSubscriber],
      providers: [
        { provide: Publishing, useValue: publishing },
        { provide: Publisher, useValue: new Publisher(publishing) },
      ],
    };
  },
};
