import { type InterventionDelivered, type InterventionUndelivered, WritingRef } from '@arbiter/contracts';
import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { Announcement } from '../deliver-slack/slack-message.ts';

/** One delivery in hand. */
export interface DeliveryInHand extends Announcement {
  readonly interventionId: string;
  /** Attempts so far that certainly had not arrived. */
  readonly retries: number;
}

/** How an attempt ended; `null` for `outcome` where there is nothing to say. */
export interface Settlement {
  readonly state: 'delivered' | 'unknown' | 'failed';
  readonly outcome: string | null;
}

/** A delivery that has come to its end, as it is told. */
export type SettledDelivery =
  | { readonly state: 'delivered'; readonly told: InterventionDelivered }
  | { readonly state: 'failed' | 'unknown'; readonly told: InterventionUndelivered };

type Told = Pick<InterventionDelivered, 'interventionId' | 'commitmentId' | 'source'>;
type SettledRow =
  | (Told & { readonly state: 'delivered'; readonly outcome: string | null; readonly deliveredAt: Date })
  | (Told & { readonly state: 'failed' | 'unknown'; readonly outcome: string | null; readonly deliveredAt: null });

/** What became of interventions in Slack. */
@Injectable()
export class DeliveryRepository {
  constructor(private readonly database: Database) {}

  /** Takes the next delivery that is due. It is noted as being sent, and committed so, before it is sent. */
  async take(): Promise<DeliveryInHand | undefined> {
    const [row] = await this.database.query<DeliveryInHand>(
      `with next as (
         select intervention_id, channel from delivery
         where channel = 'slack' and state = 'pending' and due <= now()
         order by due, intervention_id
         limit 1
         for update skip locked
       ), taken as (
         update delivery d set state = 'sending', sending_since = now() from next
         where d.intervention_id = next.intervention_id and d.channel = next.channel
         returning d.intervention_id, d.retries
       )
       select i.id as "interventionId", i.source, i.person_id as "personId", i.quote, i.due_at as "dueAt",
              i.due_text as "dueText", taken.retries
       from taken join intervention i on i.id = taken.intervention_id`,
    );
    return row && { ...row, source: WritingRef.parse(row.source) };
  }

  /** Writes down how an attempt ended. Who knows it for certain also corrects an `unknown`. */
  async settle(interventionId: string, { state, outcome }: Settlement): Promise<void> {
    await this.database.query(
      `update delivery set state = $2, outcome = $3, delivered_at = case when $2 = 'delivered' then now() end
       where intervention_id = $1 and channel = 'slack' and state in ('sending', 'unknown')`,
      [interventionId, state, outcome],
    );
  }

  /** Puts a delivery back that certainly has not arrived, to be tried again after some seconds. */
  async retry(interventionId: string, outcome: string, seconds: number): Promise<void> {
    await this.database.query(
      `update delivery set state = 'pending', outcome = $2, retries = retries + 1, due = now() + make_interval(secs => $3)
       where intervention_id = $1 and channel = 'slack' and state in ('sending', 'unknown')`,
      [interventionId, outcome, seconds],
    );
  }

  /** The same where Slack wants to be left alone for some seconds: it means all deliveries, and is nobody's failure. */
  async hold(interventionId: string, outcome: string, seconds: number): Promise<void> {
    await this.database.query(
      `update delivery set state = 'pending', due = greatest(due, now() + make_interval(secs => $3)),
                           outcome = case when intervention_id = $1 then $2 else outcome end
       where channel = 'slack'
         and (state = 'pending' or (intervention_id = $1 and state in ('sending', 'unknown')))`,
      [interventionId, outcome, seconds],
    );
  }

  /**
   * Gives up on deliveries that have been in somebody's hand for longer than an attempt can take: their process is gone,
   * and whether they arrived nobody knows. Answers how many.
   */
  async giveUpOn(seconds: number): Promise<number> {
    const rows = await this.database.query(
      `update delivery set state = 'unknown', outcome = 'interrupted'
       where channel = 'slack' and state = 'sending' and sending_since < now() - make_interval(secs => $1)
       returning intervention_id`,
      [seconds],
    );
    return rows.length;
  }

  /** Milliseconds until the next delivery is due; undefined if none waits. */
  async untilDue(): Promise<number | undefined> {
    const [row] = await this.database.query<{ readonly wait: number | null }>(
      `select greatest(0, extract(epoch from min(due) - now()) * 1000)::float8 as wait
       from delivery where channel = 'slack' and state = 'pending'`,
    );
    return row?.wait ?? undefined;
  }

  /** Settled deliveries that nobody has been told of yet. */
  async unannounced(): Promise<readonly SettledDelivery[]> {
    const rows = await this.database.query<SettledRow>(
      `select i.id as "interventionId", i.commitment_id as "commitmentId", i.source,
              d.state, d.outcome, d.delivered_at as "deliveredAt"
       from delivery d join intervention i on i.id = d.intervention_id
       where d.channel = 'slack' and d.state in ('delivered', 'failed', 'unknown') and not d.announced
       order by i.id
       limit 100`,
    );
    return rows.map(({ interventionId, commitmentId, source, state, outcome, deliveredAt }) => {
      const told = { interventionId, commitmentId, source: WritingRef.parse(source), channel: 'slack' as const };
      return state === 'delivered'
        ? { state, told: { ...told, deliveredAt: deliveredAt.toISOString() } }
        : { state, told: { ...told, outcome: state, ...(outcome === null ? {} : { reason: outcome }) } };
    });
  }

  async markAnnounced(interventionIds: readonly string[]): Promise<void> {
    await this.database.query(
      `update delivery set announced = true where channel = 'slack' and intervention_id = any ($1::uuid[])`,
      [interventionIds],
    );
  }
}
