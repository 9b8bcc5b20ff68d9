import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { EndoveilError, explain, type ReasonCode } from '@endoveil/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ZodError } from 'zod';
import { type Problem, problem } from './problem.js';

/** A request that is understood and cannot be granted as things stand. */
export class Refused extends HttpException {
  constructor(
    status: number,
    readonly code: string,
    readonly title: string,
  ) {
    super(code, status);
  }
}

/** Every error leaves as a problem with a code. What an unexpected error says stays inside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const told = problemOf(error, request.id);
    void reply.status(told.status).type('application/problem+json').send(told);
  }
}

/** Asking again does not help until somebody has mended it. */
const FOR_A_PERSON: readonly ReasonCode[] = [
  'site-key-refused',
  'schema-unknown',
  'stored-bytes-damaged',
  'stored-bytes-missing',
];

export function problemOf(error: unknown, correlationId: string): Problem {
  const { status, code, title } = describe(error);
  if (!(error instanceof EndoveilError)) return problem(status, code, title, correlationId);
  return problem(status, code, title, correlationId, {
    detail: explain(error.code).next,
    retryable: status === 503,
  });
}

function describe(error: unknown): { status: number; code: string; title: string } {
  if (error instanceof ZodError) {
    const where = error.issues.map((issue) => issue.path.join('.') || 'request').join(', ');
    return { status: 400, code: 'invalid-request', title: `Not valid: ${where}.` };
  }
  if (error instanceof HttpException) {
    const status = error.getStatus();
    if (error instanceof Refused) return { status, code: error.code, title: error.title };
    return {
      status,
      code: status === 404 ? 'not-found' : 'refused',
      title: status === 404 ? 'There is no such thing here.' : 'The request was refused.',
    };
  }
  if (error instanceof EndoveilError)
    return { status: FOR_A_PERSON.includes(error.code) ? 500 : 503, code: error.code, title: error.message };
  return { status: 500, code: 'internal', title: 'An unexpected error inside the system.' };
}
