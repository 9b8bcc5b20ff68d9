import { ItemId, UploadId } from '@endoveil/contracts';
import type { Ledger } from '@endoveil/ledger';
import { type CanActivate, type ExecutionContext, Inject, Injectable, NotFoundException } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Refused } from '../problem.filter.js';
import { ROUTE, type RouteFacts } from '../route.js';
import { maySee, type Principal, principalOf } from './principal.js';

/** Holds every request against what its route declares. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject('endoveil.ledger') private readonly ledger: Pick<Ledger, 'centerOf' | 'uploadOwner'>,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // the same controllers' class may serve messages: those are no requests
    if (context.getType() !== 'http') return true;
    const facts = this.reflector.get<RouteFacts | undefined>(ROUTE, context.getHandler());
    if (!facts) throw new Refused(403, 'not-declared', 'This address is not open to anyone.');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const principal = principalOf(request);
    if (!facts.roles.some((role) => principal.roles.has(role)))
      throw new Refused(403, 'role-missing', `This needs one of the roles ${facts.roles.join(', ')}.`);
    if (facts.identifying && principal.local)
      throw new Refused(403, 'token-needed', 'Nothing identifying is shown without a token file.');
    const { id } = request.params as { readonly id?: string };
    // what belongs to another center, or of an upload to another account, does not exist here
    if (facts.scope === 'item' && !(await this.seesItem(principal, id))) throw new NotFoundException();
    if (facts.scope === 'upload' && !(await this.ownsUpload(principal, id))) throw new NotFoundException();
    return true;
  }

  private async seesItem(principal: Principal, text: string | undefined): Promise<boolean> {
    const id = ItemId.safeParse(text);
    const center = id.success ? await this.ledger.centerOf(id.data) : null;
    return center !== null && maySee(principal, center);
  }

  private async ownsUpload(principal: Principal, text: string | undefined): Promise<boolean> {
    const id = UploadId.safeParse(text);
    const upload = id.success ? await this.ledger.uploadOwner(id.data) : null;
    return upload?.owner === principal.name && maySee(principal, upload.center);
  }
}
