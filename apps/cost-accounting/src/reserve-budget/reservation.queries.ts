import { type ReplyOf, type RequestOf, ReserveBudget, SettleReservation } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { SettleReservation as Settle } from '../settle-reservation/settle-reservation.ts';
import { ReserveBudget as Reserve } from './reserve-budget.ts';

/** Answers whoever is about to ask a model, and whoever has. */
@Controller()
export class ReservationQueries {
  constructor(
    private readonly reserve: Reserve,
    private readonly settle: Settle,
  ) {}

  @Answers(ReserveBudget)
  reserveBudget(request: RequestOf<typeof ReserveBudget>): Promise<ReplyOf<typeof ReserveBudget>> {
    return this.reserve.run(request);
  }

  @Answers(SettleReservation)
  settleReservation(request: RequestOf<typeof SettleReservation>): Promise<ReplyOf<typeof SettleReservation>> {
    return this.settle.run(request);
  }
}
