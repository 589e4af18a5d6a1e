import type { ReplyOf, RequestOf, ReserveBudget as ReserveBudgetQuery } from '@arbiter/contracts';
import { exactPico, toPico } from '@arbiter/pricing';
import { DependencyDown } from '@arbiter/service';
import { count, observe } from '@arbiter/telemetry';
import { Injectable } from '@nestjs/common';
import { type Decision, ReservationRepository, type Wanted } from '../persistence/reservation.repository.ts';
import { scopesOf } from '../price-usage/entry.ts';
import { Prices } from '../prices/prices.ts';
import { Together } from './together.ts';

type Request = RequestOf<typeof ReserveBudgetQuery>;
type Reply = ReplyOf<typeof ReserveBudgetQuery>;

/** Requests that one statement decides on: it holds the lock of all accounts while it runs. */
const AT_ONCE = 64;
/** When to ask again, milliseconds. */
const CONTENDED = 50;
const CLOSED = 1_000;

/** Sets money aside for one attempt, under every budget that it falls under. Closed while that cannot be told. */
@Injectable()
export class ReserveBudget {
  readonly #together: Together<Wanted, Decision>;

  constructor(
    reservations: ReservationRepository,
    private readonly prices: Prices,
  ) {
    this.#together = new Together((wanted) => reservations.reserve(wanted), AT_ONCE);
  }

  async run(request: Request): Promise<Reply> {
    const asked = performance.now();
    const reply = await this.#decide(request);
    const outcome = reply.granted ? 'granted' : reply.reason;
    count('reservations', { outcome });
    observe('reservationDuration', { outcome }, (performance.now() - asked) / 1000);
    return reply;
  }

  async #decide(request: Request): Promise<Reply> {
    try {
      return toReply(await this.#together.add(this.#wanted(request)));
    } catch (error) {
      if (!(error instanceof DependencyDown)) throw error;
      return { granted: false, reason: 'closed', retryAfterMs: CLOSED };
    }
  }

  #wanted(request: Request): Wanted {
    const { subject, provider, input, cacheWrite = 0, review } = request;
    const most = this.prices.mostOf(request, { input, cacheWrite }, Date.now());
    const repository = subject.repository && `${subject.repository.forge}/${subject.repository.id}`;
    return {
      request,
      scopes: scopesOf({ ...subject, repository, provider }),
      fixed: exactPico(most.fixed),
      rate: exactPico(most.output),
      reviewPico: review?.caps.usd === undefined ? undefined : toPico(review.caps.usd),
    };
  }
}

function toReply(decision: Decision): Reply {
  if (decision.granted) {
    return { granted: true, maxOutput: decision.maxOutput, heldPico: decision.heldPico.toString() };
  }
  return {
    granted: false,
    reason: decision.reason,
    ...(decision.reason === 'contended' && { retryAfterMs: CONTENDED }),
    budget: {
      id: decision.budgetId,
      scope: decision.scope as 'organization',
      onExhausted: decision.onExhausted,
      periodEndsAt: decision.periodEnds?.toISOString() ?? null,
    },
  };
}
