import type { AdminDeadLetter } from '@arbiter/contracts';
import type { DeadLetter } from '@arbiter/messaging';

/** A dead letter as the admin API tells it: without the data that it holds. */
export function toLetter(letter: DeadLetter): AdminDeadLetter {
  return {
    id: letter.seq,
    service: letter.service,
    subject: letter.origin.subject,
    eventId: letter.id ?? '',
    journeys: letter.journeys,
    error: letter.error,
    attempts: letter.attempts,
    time: letter.time,
    traceId: /^[0-9a-f]{32}$/.test(letter.traceId ?? '') ? (letter.traceId ?? '') : '',
  };
}
