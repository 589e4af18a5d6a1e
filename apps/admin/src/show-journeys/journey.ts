import { type JourneyKey, type JourneyStep, JOURNEY, traceIdOfJourney } from '@arbiter/contracts';
import { legOfCode } from '../keep-journal/legs.ts';

/** A step as it is stored. */
export interface StoredStep {
  readonly key: JourneyKey;
  readonly leg: number;
  readonly at: Date;
  /** A UUID's text; null for a commit in its own trace. */
  readonly trace: string | null;
}

const senders = new Map<string, string>(JOURNEY.map(({ event, from }) => [event.subject, from[0] ?? event.owner]));

/** A step as it is shown: who said what, when, in which trace. */
export function toStep({ key, leg, at, trace }: StoredStep): JourneyStep {
  const event = legOfCode(leg)?.event.subject ?? 'unknown';
  return {
    service: senders.get(event) ?? 'unknown',
    event,
    time: at.toISOString(),
    traceId: trace?.replaceAll('-', '') ?? traceIdOfJourney(key) ?? '',
  };
}
