import type { AdminDeadLetter } from '@arbiter/contracts';
import type { DeadLetter } from '@arbiter/messaging';

/** A dead letter as the admin API tells it: without the data that it holds. */
export function toLetter(letter: DeadLetter): AdminDeadLetter {
  return {
    id: letter.seq,
    service: letter.service,
    subject: storable(letter.origin.subject),
    eventId: storable(letter.id ?? ''),
    journeys: letter.journeys.map(storable),
    error: storable(letter.error),
    attempts: letter.attempts,
    time: letter.time,
    traceId: /^[0-9a-f]{32}$/.test(letter.traceId ?? '') ? (letter.traceId ?? '') : '',
  };
}

/** Postgres keeps no NUL character, and whatever is in a dead letter must not stop the journal. */
const storable = (text: string): string => text.replaceAll('\0', '\uFFFD');
