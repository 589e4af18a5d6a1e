import { QueryFailed } from '@arbiter/messaging';

/** Every refusal of the notifier, by its stable code; the gateway's catalogue knows them by the same. */
const ERRORS = {
  'intervention-not-found': { status: 404, message: 'There is no such intervention.' },
  'unknown-person': { status: 404, message: 'Nobody is known by that address.' },
  'unknown-zone': { status: 400, message: 'The time zone is not known.' },
  'link-not-valid': { status: 401, message: 'The link is not ours, or has run out.' },
} as const;

/** @throws always */
export function refuse(code: keyof typeof ERRORS): never {
  const { status, message } = ERRORS[code];
  throw new QueryFailed(code, message, status);
}
