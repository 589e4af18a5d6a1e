import { HEADER } from '../wire/header.ts';
import { recordOf } from '../wire/headers.ts';
import type { StoredMsg } from '@nats-io/jetstream';

/** Something that a service could not handle, and why. */
export interface DeadLetter {
  /** Names the letter: its place in the stream of dead letters. */
  readonly seq: number;
  /** Who could not handle it, and what: `identity`, `commits-ingested`. */
  readonly service: string;
  readonly event: string;
  /** When it was set aside, ISO 8601. */
  readonly time: string;
  /** The event's id; undefined where the message was none. */
  readonly id: string | undefined;
  readonly journeys: readonly string[];
  /** `code: message` */
  readonly error: string;
  readonly attempts: number;
  readonly traceId: string | undefined;
  readonly origin: { readonly subject: string; readonly stream: string; readonly seq: number };
  /** The event's data as JSON text, or whatever came in its place. It may hold personal data. */
  readonly data: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads a dead letter as it is stored. */
export function deadLetterOf(stored: StoredMsg): DeadLetter {
  const headers = recordOf(stored.header);
  const [, service = '', event = ''] = stored.subject.split('.');
  return {
    seq: stored.seq,
    service,
    event,
    time: headers[HEADER.deadAt] ?? stored.time.toISOString(),
    id: headers[HEADER.id],
    journeys: headers[HEADER.journeys]?.split(',') ?? [],
    error: headers[HEADER.error] ?? '',
    attempts: Number(headers[HEADER.attempts] ?? 0),
    traceId: headers[HEADER.traceParent]?.split('-')[1],
    origin: {
      subject: headers[HEADER.originSubject] ?? '',
      stream: headers[HEADER.originStream] ?? '',
      seq: Number(headers[HEADER.originSequence] ?? 0),
    },
    data: stored.string(),
    headers,
  };
}
