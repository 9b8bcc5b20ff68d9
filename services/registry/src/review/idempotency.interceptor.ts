import type { Ledger, RequestKey } from '@endoveil/ledger';
import type { Storage } from '@endoveil/storage';
import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { principalOf } from '../access/principal.js';
import { Refused } from '../problem.filter.js';

const KEY = /^[\x21-\x7e]{8,128}$/;

/** A request with an `Idempotency-Key` is done once; whoever sends it again gets the first answer. */
@Injectable()
export class Idempotency implements NestInterceptor {
  constructor(
    @Inject('endoveil.ledger') private readonly ledger: Pick<Ledger, 'beginRequest' | 'endRequest'>,
    @Inject('endoveil.storage') private readonly storage: Pick<Storage, 'siteKey'>,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = request.headers['idempotency-key'];
    // what only looks is answered as things are now
    if (key === undefined || request.method === 'GET') return next.handle();
    return from(this.once(request, context.switchToHttp().getResponse<FastifyReply>(), String(key), next));
  }

  private async once(request: FastifyRequest, reply: FastifyReply, key: string, next: CallHandler): Promise<unknown> {
    if (!KEY.test(key)) throw new Refused(400, 'key-not-valid', 'An Idempotency-Key is 8 to 128 printable signs.');
    const { method, url, headers, body } = request;
    const asked = JSON.stringify([method, url, headers['if-match'] ?? '', body ?? null]);
    const one: RequestKey = {
      actor: principalOf(request).name,
      key,
      request: this.storage.siteKey.hmac('request', asked),
    };
    const begun = await this.ledger.beginRequest(one);
    switch (begun.outcome) {
      case 'busy':
        throw new Refused(409, 'in-progress', 'The same request is still being answered.');
      case 'other':
        throw new Refused(422, 'key-used', 'This Idempotency-Key was used for another request.');
      case 'answered':
        void reply.status(begun.status).header('idempotent-replayed', 'true');
        return begun.answer;
      case 'new':
        break;
    }
    try {
      const answer: unknown = await lastValueFrom(next.handle());
      await this.ledger.endRequest(one, { status: reply.statusCode, answer });
      return answer;
    } catch (error) {
      // nothing was decided: the same key may be used again
      await this.ledger.endRequest(one, null);
      throw error;
    }
  }
}
