import type { Ledger } from '@endoveil/ledger';
import type { Log } from '@endoveil/runtime';
import type { Storage } from '@endoveil/storage';
import { type DynamicModule, Inject, Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { EightSteps } from './eight-steps.js';
import { LEVEL, type LevelFacts } from './level-facts.js';
import { type HostedLevel, LevelWorkers } from './level-workers.js';
import { PerformAttempt } from './perform-attempt.js';
import { ScratchRounds } from './scratch-rounds.js';
import { StageAdapters } from './stage-adapters.js';

export interface WorkParts {
  readonly ledger: Ledger;
  readonly storage: Storage;
  readonly log: Log;
}

/** A controller may say whether what its level needs is there now; without it, it always is. */
export interface MayBeIncapable {
  capable(): Promise<boolean>;
}

/** Finds every level among the controllers of this process and speaks for them in the ledger. */
@Injectable()
export class HostedLevels implements OnApplicationBootstrap {
  private workers: LevelWorkers | undefined;
  private scratch: ScratchRounds | undefined;

  constructor(
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(PerformAttempt) private readonly attempts: PerformAttempt,
    @Inject('endoveil.work') private readonly parts: WorkParts,
  ) {}

  /** Nest calls it for the application and again for its transport. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.workers) return;
    const hosted = this.find();
    this.workers = new LevelWorkers(this.parts.ledger, this.attempts.workerId, hosted, this.parts.log);
    await this.workers.start();
    if (hosted.length > 0) this.scratch = new ScratchRounds(this.parts).start();
  }

  /** Call it when nothing is pulled any more: no level is promised that nobody works for. */
  async stop(): Promise<void> {
    await this.scratch?.stop();
    await this.workers?.stop();
  }

  find(): readonly HostedLevel[] {
    const scanner = new MetadataScanner();
    return this.discovery.getControllers().flatMap(({ instance }) => {
      const controller = instance as Partial<MayBeIncapable> & Record<string, () => unknown>;
      const prototype = Object.getPrototypeOf(controller) as object;
      return scanner.getAllMethodNames(prototype).flatMap((name) => {
        const level = this.reflector.get<LevelFacts | undefined>(LEVEL, controller[name]!);
        return level ? [{ level, capable: async () => (await controller.capable?.()) ?? true }] : [];
      });
    });
  }
}

/** What every service with levels imports once: the handler contract around its methods. */
@Module({})
export class WorkModule {
  static with(parts: WorkParts): DynamicModule {
    const stages = new StageAdapters(parts.ledger, parts.storage);
    return {
      module: WorkModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: 'endoveil.work', useValue: parts },
        { provide: PerformAttempt, useValue: new PerformAttempt(parts.ledger, parts.storage, stages, parts.log) },
        EightSteps,
        HostedLevels,
      ],
      exports: [PerformAttempt, EightSteps, HostedLevels],
    };
  }
}
