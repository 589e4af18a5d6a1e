import { status } from '@grpc/grpc-js';

/** Every refusal of the admin API: its gRPC status, and words that say what to do. */
const CATALOGUE = {
  'journey-not-asked': [
    status.INVALID_ARGUMENT,
    'Name the journey by its key, or a commit by at least 7 digits of its SHA.',
  ],
  'journey-unknown': [
    status.NOT_FOUND,
    'The journal knows no such journey. Is it a full key, or the beginning of a SHA that was pushed?',
  ],
  'dead-letter-unknown': [
    status.NOT_FOUND,
    'There is no such dead letter. It may have been replayed, dropped, or become too old.',
  ],
  'selection-unclear': [status.INVALID_ARGUMENT, 'Name dead letters in one way: by ids, by service, or all of them.'],
  'limit-wrong': [status.INVALID_ARGUMENT, 'Limit and rate must not be negative.'],
  'key-missing': [
    status.UNAUTHENTICATED,
    'This changes something and needs the admin API key, in the metadata x-api-key.',
  ],
  'key-wrong': [status.UNAUTHENTICATED, 'The admin API key is wrong: it is the value of API_KEY_SECRET.'],
} as const satisfies Record<string, readonly [status, string]>;

export type AdminErrorCode = keyof typeof CATALOGUE;

/** The call is refused. */
export class AdminError extends Error {
  readonly code: AdminErrorCode;
  readonly status: status;

  constructor(code: AdminErrorCode) {
    const [grpcStatus, message] = CATALOGUE[code];
    super(message);
    this.name = 'AdminError';
    this.code = code;
    this.status = grpcStatus;
  }
}
