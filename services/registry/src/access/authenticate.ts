import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problem } from '../problem.js';
import { localUser, remember } from './principal.js';
import { TokenFileRefused, type Tokens } from './token-file.js';

/** With a token file everybody shows a token, on this machine as well. */
export function requireToken(fastify: FastifyInstance, tokens: Tokens): void {
  fastify.addHook('onRequest', async (request, reply) => {
    const token = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(request.headers.authorization ?? '')?.[1];
    try {
      if (token !== undefined) {
        const holder = () => tokens.holderOf(token);
        const principal = await holder();
        if (principal) return remember(request, principal, holder);
      }
    } catch (error) {
      if (!(error instanceof TokenFileRefused)) throw error;
      return await refuse(request, reply, 503, 'token-file-refused', 'The token file cannot be used.');
    }
    void reply.header('www-authenticate', 'Bearer realm="endoveil"');
    return await refuse(request, reply, 401, 'token-missing', 'A valid token is needed.');
  });
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/**
 * Without a token file nobody but this machine is answered. The Host check stops DNS rebinding, the Origin check stops
 * a page in the user's browser from reading the API.
 */
export function guardLoopback(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async (request, reply) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const origin = request.headers.origin;
    const allowed =
      LOOPBACK.has(request.ip) &&
      (host === '127.0.0.1' || host === 'localhost' || host === '[::1]') &&
      (origin === undefined || origin === `http://${request.headers.host}`);
    if (allowed) return remember(request, localUser);
    await refuse(request, reply, 403, 'loopback-only', 'This address answers only programs on the same machine.');
  });
}

async function refuse(request: FastifyRequest, reply: FastifyReply, status: number, code: string, title: string) {
  await reply
    .status(status)
    .type('application/problem+json')
    .send(problem(status, code, title, request.id));
}
