import type { Delivery, Settlement } from '@endoveil/messaging';
import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { defer, lastValueFrom, type Observable } from 'rxjs';
import { LEVEL, type LevelFacts } from './level-facts.js';
import { PerformAttempt } from './perform-attempt.js';

/** Stands around every level: turns a delivery into an attempt, the task into the method's argument, its result into a settlement. */
@Injectable()
export class EightSteps implements NestInterceptor {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(PerformAttempt) private readonly attempts: PerformAttempt,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<Settlement> {
    const level = this.reflector.get<LevelFacts>(LEVEL, context.getHandler());
    const args = context.getArgs<[unknown]>();
    const delivery = args[0] as Delivery;
    return defer(() =>
      this.attempts.run(level, delivery, async (task) => {
        // Nest hands this very array to the method
        args[0] = task;
        return (await lastValueFrom(next.handle())) as unknown;
      }),
    );
  }
}
