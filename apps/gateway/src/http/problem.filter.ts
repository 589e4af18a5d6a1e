import { logger } from '@arbiter/telemetry';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, NotFoundException } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Problem, problemOf, refuse } from './problem.ts';

/** Answers whatever matched no route, and whatever Nest's own routes throw, as a problem document. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const problem = toProblem(error);
    if (problem.code === 'internal') logger('http').error({ error: problem.cause }, 'request failed');
    refuse(host.switchToHttp().getResponse<FastifyReply>(), problem);
  }
}

function toProblem(error: unknown): Problem {
  if (error instanceof NotFoundException) return new Problem('not-found');
  if (error instanceof HttpException && error.getStatus() < 500) return new Problem('malformed-request');
  return problemOf(error);
}
