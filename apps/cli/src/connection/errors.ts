import { type ServiceError, status } from '@grpc/grpc-js';
import { Failure } from '../failure.ts';

/** Nobody is there. */
export const nothingAnswers = (address: string): Failure =>
  new Failure(`Nothing answers at ${address}. Is Arbiter running? npm start`);

/** A refused or failed call, in one line that says what to do. */
export function whatWentWrong(error: Error, address: string): Failure {
  const { code, details } = error as Partial<ServiceError>;
  switch (code) {
    case status.INVALID_ARGUMENT:
      return new Failure(details ?? error.message, { usage: true });
    case status.UNAUTHENTICATED:
      return new Failure(`${details ?? error.message} Give it by --api-key or API_KEY_SECRET.`);
    case status.UNIMPLEMENTED:
      return new Failure(`The server at ${address} does not know this command. Is it of the same version?`);
    case status.DEADLINE_EXCEEDED:
      return new Failure(`${address} takes too long to answer. See how it is: npm run status`);
    default:
      return new Failure(details ?? error.message);
  }
}
