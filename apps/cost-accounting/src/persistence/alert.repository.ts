import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

/** What somebody should hear of. */
export interface Alert {
  readonly accountId: string;
  readonly budgetId: string;
  readonly scope: string;
  readonly period: 'day' | 'week' | 'month' | 'total';
  readonly periodStart: Date;
  readonly periodEnds: Date | null;
  readonly onExhausted: 'downgrade' | 'mock' | 'defer';
  readonly capPico: string;
  readonly spentPico: string;
  /** 0: exhausted. */
  readonly percent: 0 | 50 | 80 | 100;
  readonly at: Date;
}

/** Alerts wait in their table until they are published: it is their outbox. */
@Injectable()
export class AlertRepository {
  constructor(private readonly database: Database) {}

  /** Oldest first. */
  async waiting(limit: number): Promise<readonly Alert[]> {
    return this.database.query<Alert>(
      `select l.account_id as "accountId", b.id as "budgetId", b.scope, b.period, a.period_start as "periodStart",
              a.period_end as "periodEnds", b.on_exhausted as "onExhausted", l.cap_pico as "capPico",
              l.spent_pico as "spentPico", l.percent, l.at
       from alert l join account a on a.id = l.account_id join budget b on b.id = a.budget_id
       where l.published_at is null order by l.at, l.percent limit $1`,
      [limit],
    );
  }

  async markPublished(alerts: readonly Alert[]): Promise<void> {
    await this.database.query(
      `update alert l set published_at = now()
       from unnest($1::bigint[], $2::numeric[], $3::smallint[]) as n (account, cap, percent)
       where l.account_id = n.account and l.cap_pico = n.cap and l.percent = n.percent`,
      [
        alerts.map(({ accountId }) => accountId),
        alerts.map(({ capPico }) => capPico),
        alerts.map(({ percent }) => percent),
      ],
    );
  }
}
