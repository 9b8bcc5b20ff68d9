import type { EventType } from '@endoveil/contracts';
import { Subscribe } from '@endoveil/messaging';
import { applyDecorators, SetMetadata, UseInterceptors } from '@nestjs/common';
import { EightSteps } from './eight-steps.js';
import { LEVEL, type LevelFacts, type LevelOptions } from './level-facts.js';

/**
 * Makes a method of a Nest controller one level of a ladder. The method is given the stage's task and returns its
 * result; claim, lease, heartbeat, storing, commit and settlement happen around it (`EightSteps`).
 */
export function Level(listens: EventType | readonly EventType[], options: LevelOptions): MethodDecorator {
  const events: readonly EventType[] = Array.isArray(listens) ? listens : [listens as EventType];
  const level: LevelFacts = { ...options, listens: events };
  return applyDecorators(
    Subscribe(events, { durable: options.durable, concurrency: options.concurrency ?? 1 }),
    SetMetadata(LEVEL, level),
    UseInterceptors(EightSteps),
  );
}
