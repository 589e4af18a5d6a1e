import type { ReplyOf, RequestOf, SettleReservation as SettleReservationQuery } from '@arbiter/contracts';
import { QueryFailed } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { type Reservation, ReservationRepository } from '../persistence/reservation.repository.ts';
import type { Entry } from '../price-usage/entry.ts';
import { PostCharges } from '../price-usage/post-charges.ts';
import { Prices } from '../prices/prices.ts';
import { Together } from '../reserve-budget/together.ts';
import { answeredEntry, wholeEntry } from './reserved-entry.ts';

type Request = RequestOf<typeof SettleReservationQuery>;
type Reply = ReplyOf<typeof SettleReservationQuery>;

const AT_ONCE = 200;

/**
 * Settles what was set aside to what it really cost. The charge is entered right away, so that a caller that dies before
 * it records the usage leaves nothing out; the usage, when it comes, finds it there.
 */
@Injectable()
export class SettleReservation {
  readonly #together = new Together<Request, Reply | undefined>((requests) => this.#settle(requests), AT_ONCE);

  constructor(
    private readonly reservations: ReservationRepository,
    private readonly prices: Prices,
    private readonly post: PostCharges,
  ) {}

  /** @throws QueryFailed `reservation-unknown` */
  async run(request: Request): Promise<Reply> {
    const reply = await this.#together.add(request);
    if (reply === undefined) throw new QueryFailed('reservation-unknown', 'There is no such reservation.', 404);
    return reply;
  }

  async #settle(requests: readonly Request[]): Promise<readonly (Reply | undefined)[]> {
    const ids = requests.map(({ reservationId }) => reservationId);
    const before = await this.reservations.find(ids);
    const entries = requests.flatMap((request) => this.#entryOf(request, before.get(request.reservationId)));
    const released = requests.filter(({ outcome }) => outcome.kind === 'not-billed');
    if (released.length > 0) await this.reservations.release(released.map(({ reservationId }) => reservationId));
    if (entries.length > 0) await this.post.run(entries);
    const after = await this.reservations.find(ids);
    return ids.map((id) => {
      const reservation = after.get(id);
      return reservation && replyOf(reservation);
    });
  }

  #entryOf({ outcome }: Request, reservation: Reservation | undefined): Entry[] {
    if (reservation === undefined || outcome.kind === 'not-billed') return [];
    if (outcome.kind === 'unknown') return [wholeEntry(reservation)];
    const { usageId, tokens, serviceTier = reservation.call.serviceTier, estimated = false } = outcome;
    const { provider, model } = reservation.call;
    const price = this.prices.priceOf({ provider, model, serviceTier }, tokens, reservation.createdAt.getTime());
    return [answeredEntry(reservation, { usageId, tokens, serviceTier, estimated, price })];
  }
}

function replyOf({ state, heldPico, chargedPico }: Reservation): Reply {
  // Still held: its usage id is that of another call. It will be charged whole.
  if (state === 'held') return { settledPico: heldPico.toString(), estimated: true };
  return { settledPico: (state === 'free' ? 0n : chargedPico).toString(), estimated: state === 'estimated' };
}
