import type { FastifyInstance } from 'fastify';
import { problem } from './problem.js';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/**
 * Local single-user mode: nobody but this machine is answered. The Host check stops DNS rebinding, the
 * Origin check stops a page in the user's browser from reading the API.
 */
export function guardLoopback(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async (request, reply) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const origin = request.headers.origin;
    const allowed =
      LOOPBACK.has(request.ip) &&
      (host === '127.0.0.1' || host === 'localhost' || host === '[::1]') &&
      (origin === undefined || origin === `http://${request.headers.host}`);
    if (!allowed) {
      await reply
        .status(403)
        .type('application/problem+json')
        .send(problem(403, 'loopback-only', 'This address answers only programs on the same machine.', request.id));
    }
  });
}
