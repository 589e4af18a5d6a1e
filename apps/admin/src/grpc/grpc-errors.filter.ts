import { type ServiceError, status } from '@grpc/grpc-js';
import { DependencyDown } from '@arbiter/service';
import { logger } from '@arbiter/telemetry';
import { Catch, type ExceptionFilter } from '@nestjs/common';
import { type Observable, throwError } from 'rxjs';
import { AdminError } from '../admin.errors.ts';

/** Tells callers what went wrong in gRPC's terms; what is not meant for them goes to the log. */
@Catch()
export class GrpcErrors implements ExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => answerTo(error));
  }
}

function answerTo(error: unknown): Pick<ServiceError, 'code' | 'details'> {
  if (error instanceof AdminError) return { code: error.status, details: error.message };
  if (error instanceof DependencyDown)
    return { code: status.UNAVAILABLE, details: `${error.message}. Try again later.` };
  logger('grpc').error({ error }, 'call failed');
  return { code: status.INTERNAL, details: 'The call could not be answered; the log of admin says why.' };
}
