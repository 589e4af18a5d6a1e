import { DeliveryDivertedEvent, type JourneyKey, traceIdOfJourney } from '@arbiter/contracts';
import type { Received } from '@arbiter/messaging';
import { factDigest, journeyId } from './digest.ts';
import { legOf } from './legs.ts';

/** One step of one journey, as the journal stores it. */
export interface Step {
  readonly journey: string;
  readonly key: JourneyKey;
  readonly leg: number;
  /** Digest of what happened; 0 where it can happen only once. */
  readonly fact: string;
  /** Digests of what it promises. */
  readonly names: readonly string[];
  /** When it was told of, ISO 8601. */
  readonly at: string;
  /** 32 hex digits; null for a commit that is in its own trace. */
  readonly trace: string | null;
  readonly delivery: string | null;
}

/** No fact: it happens at most once in a journey. */
const ONCE = '0';

/**
 * The steps that an event is, one an item. A detour is none: a delivery that only the broker could take is told of again
 * once the database has it, and the journal says the same as if nothing had been away.
 */
export function stepsOf({ definition, data, journeys, traceIds, time }: Received<never>): Step[] {
  if (definition.subject === DeliveryDivertedEvent.subject) return [];
  const { code, read } = legOf(definition);
  return journeys.map((key, index) => {
    const { fact, names, delivery } = read(data, index);
    const trace = traceIds[index] ?? null;
    return {
      journey: journeyId(key),
      key,
      leg: code,
      fact: fact === undefined ? ONCE : factDigest(fact),
      names: names?.map(factDigest) ?? [],
      at: time,
      trace: trace === traceIdOfJourney(key) ? null : trace,
      delivery: delivery ?? null,
    };
  });
}
