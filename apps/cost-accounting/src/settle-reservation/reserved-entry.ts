import type { TokenUsage } from '@arbiter/contracts';
import type { ServiceTier } from '@arbiter/pricing';
import type { Charged, Reservation } from '../persistence/reservation.repository.ts';
import type { Entry } from '../price-usage/entry.ts';
import type { Price } from '../prices/prices.ts';

/** What is known of the charge for a reserved call, before its usage tells on which journey and for whom it was. */
function reservedEntry({ id, call }: Reservation) {
  const { subject, provider, model, task } = call;
  return {
    journey: '',
    personId: null,
    team: subject.team ?? '',
    department: subject.department ?? '',
    repository: subject.repository ? `${subject.repository.forge}/${subject.repository.id}` : '',
    provider,
    model,
    task,
    savedPico: 0n,
    savedBy: null,
    reservationId: id,
  };
}

export function answeredEntry(
  reservation: Reservation,
  answer: {
    usageId: string;
    tokens: TokenUsage;
    serviceTier: ServiceTier | undefined;
    estimated: boolean;
    price: Price;
  },
): Entry {
  return {
    ...reservedEntry(reservation),
    usageId: answer.usageId,
    // Not the time of the settlement: settled again, or rebuilt, it is the same charge.
    at: reservation.createdAt.toISOString(),
    serviceTier: answer.serviceTier ?? null,
    tokens: answer.tokens,
    pico: answer.price.pico,
    basis: answer.price.basis,
    estimated: answer.estimated || answer.price.basis === 'unpriced',
    whole: false,
  };
}

/** The charge for a call that nobody knows the end of: all that is held, marked as an estimate. */
export function wholeEntry(reservation: Reservation): Entry {
  const { id, call, heldPico, maxOutput, createdAt } = reservation;
  return {
    ...reservedEntry(reservation),
    usageId: `reservation/${id}`,
    at: createdAt.toISOString(),
    serviceTier: call.serviceTier ?? null,
    tokens: { input: call.input, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: maxOutput, reasoning: 0 },
    pico: heldPico,
    basis: 'price-book',
    estimated: true,
    whole: true,
  };
}

/** The charge that a reservation came to, as it was made at the time. */
export function chargedEntry(charged: Charged): Entry {
  const { usageId, usage, chargedPico, createdAt, state } = charged;
  return {
    ...reservedEntry(charged),
    ...usage,
    usageId,
    at: createdAt.toISOString(),
    pico: chargedPico,
    whole: state === 'estimated',
  };
}
