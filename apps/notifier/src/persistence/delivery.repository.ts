import { type InterventionReason, Tone, WritingRef } from '@arbiter/contracts';
import { Database, type Statements } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { PromiseState } from './promise.repository.ts';
import type { StoredState } from './follow-up.repository.ts';

export type Role = 'announcement' | 'proposal' | 'message';

/** What can be sent together: a person's messages in one post, everything else by itself. */
export interface Heap {
  readonly role: Role;
  readonly recipientId: string | null;
  readonly channel: string;
  /** The one line; null where a heap may have several. */
  readonly one: string | null;
}

/** A line of the outbox with all that its sending depends on. */
export interface Line {
  readonly id: string;
  readonly interventionId: string;
  readonly commitmentId: string;
  readonly source: WritingRef;
  readonly personId: string | null;
  readonly reason: InterventionReason;
  readonly quote: string;
  readonly what: string;
  readonly dueAt: string | null;
  readonly dueText: string | null;
  readonly tone: Tone | null;
  readonly words: string | null;
  readonly confidence: number | null;
  readonly why: readonly string[];
  readonly state: StoredState;
  readonly expiresAt: Date | null;
  readonly decidedAt: Date | null;
  readonly promise: PromiseState;
  /** Whether the promise is still in a danger that is worth a message. */
  readonly grave: boolean;
  /** Attempts so far that certainly had not arrived. */
  readonly retries: number;
  /** The recipient has got it already, under another id of theirs. */
  readonly twice: boolean;
}

/** What becomes of a line that was due. */
export type Verdict =
  | { readonly id: string; readonly send: true }
  | { readonly id: string; readonly cancel: string }
  | { readonly id: string; readonly wait: Date };

/** How an attempt ended. */
export interface Settlement {
  readonly state: 'delivered' | 'unknown' | 'failed';
  readonly outcome: string | null;
  readonly remote: string | null;
  /** When to look whether it arrived after all. */
  readonly lookAt: Date | null;
  readonly at: Date;
}

type LineRow = Omit<Line, 'source' | 'tone'> & { readonly source: unknown; readonly tone: unknown };

const DUE = `d.state = 'pending' and d.due <= $1`;

/** The outbox: from the decision to say something to the certainty of what became of it. */
@Injectable()
export class DeliveryRepository {
  constructor(private readonly database: Database) {}

  /** What is due by now, the longest waiting first. */
  due(now: Date, channels: readonly string[]): Promise<Heap[]> {
    return this.database.query(
      `select d.role, d.recipient_id as "recipientId", d.channel, case when d.role <> 'message' then d.id end as one
       from delivery d where ${DUE} and d.role || '/' || d.channel = any ($2::text[])
       group by 1, 2, 3, 4 order by min(d.due), 4 limit 50`,
      [now, channels],
    );
  }

  /**
   * The lines of a heap that are due, taken out of everybody else's hands until the transaction ends.
   * @param ids all ids of the recipient
   */
  async lines(transaction: Statements, heap: Heap, ids: readonly string[], now: Date): Promise<readonly Line[]> {
    const rows = await transaction.query<LineRow>(
      `select d.id, i.id as "interventionId", i.commitment_id as "commitmentId", i.source, i.person_id as "personId",
              i.reason, i.quote, i.what, i.due_at as "dueAt", i.due_text as "dueText", i.tone, i.words, i.confidence,
              i.why, i.state, i.expires_at as "expiresAt", i.decided_at as "decidedAt",
              coalesce(p.state, 'open') as promise, coalesce(p.grave, true) as grave, d.retries,
              exists (select from delivery o
                      where o.intervention_id = d.intervention_id and o.role = d.role and o.id <> d.id
                        and o.recipient_id <> d.recipient_id and o.recipient_id = any ($3::uuid[])
                        and o.state in ('sending', 'delivered', 'unknown')) as twice
       from delivery d join intervention i on i.id = d.intervention_id
            left join promise p on p.commitment_id = i.commitment_id
       where ${DUE} and d.role = $2 and d.channel = $4
         and (d.recipient_id = any ($3::uuid[]) or (d.recipient_id is null and $6))
         and ($5::uuid is null or d.id = $5)
       order by d.due, i.proposed_at, d.id
       limit 20
       for update of d skip locked`,
      [now, heap.role, ids, heap.channel, heap.one, heap.recipientId === null],
    );
    return rows.map((row) => ({
      ...row,
      source: WritingRef.parse(row.source),
      tone: row.tone === null ? null : Tone.parse(row.tone),
    }));
  }

  /**
   * Notes the verdicts. What is to be sent is noted as being sent, and committed so, before it is sent.
   * @param post its id, and who the recipient is at this moment
   */
  async judge(
    transaction: Statements,
    verdicts: readonly Verdict[],
    post: { readonly id: string; readonly to: string | null },
    now: Date,
  ): Promise<void> {
    const cancelled = verdicts.filter((verdict) => 'cancel' in verdict);
    const waiting = verdicts.filter((verdict) => 'wait' in verdict);
    await transaction.query(
      `update delivery set state = 'sending', sending_since = $2, post_id = $3, sent_to = $4 where id = any ($1::uuid[])`,
      [verdicts.filter((verdict) => 'send' in verdict).map(({ id }) => id), now, post.id, post.to],
    );
    await transaction.query(
      `update delivery set state = 'cancelled', outcome = reason
       from unnest($1::uuid[], $2::text[]) as v (id, reason) where delivery.id = v.id`,
      [cancelled.map(({ id }) => id), cancelled.map(({ cancel }) => cancel)],
    );
    await transaction.query(
      `update delivery set due = v.due from unnest($1::uuid[], $2::timestamptz[]) as v (id, due) where delivery.id = v.id`,
      [waiting.map(({ id }) => id), waiting.map(({ wait }) => wait)],
    );
  }

  /** Writes down how an attempt ended; who knows it for certain also corrects an `unknown`. Answers what it changed. */
  async settle(transaction: Statements, postId: string, settlement: Settlement): Promise<readonly Settled[]> {
    const { state, outcome, remote, lookAt, at } = settlement;
    return transaction.query<Settled>(
      `update delivery d set state = $2, outcome = $3, remote = coalesce($4, d.remote), look_at = $5,
                             delivered_at = case when $2 = 'delivered' then $6::timestamptz end
       from intervention i
       where i.id = d.intervention_id and d.post_id = $1 and d.state in ('sending', 'unknown')
       returning d.role, d.recipient_id as "recipientId", d.channel, i.id as "interventionId",
                 i.commitment_id as "commitmentId", i.source, i.reason`,
      [postId, state, outcome, remote, lookAt, at],
    );
  }

  /** Puts a post back that certainly has not arrived, to be judged and tried again later. */
  async retry(postId: string, outcome: string, due: Date): Promise<void> {
    await this.database.query(
      `update delivery set state = 'pending', outcome = $2, retries = retries + 1, due = $3, look_at = null
       where post_id = $1 and state in ('sending', 'unknown')`,
      [postId, outcome, due],
    );
  }

  /** The same where a channel wants to be left alone: it means everything that goes there, and is nobody's failure. */
  async hold(postId: string, channel: string, outcome: string, due: Date): Promise<void> {
    await this.database.query(
      `update delivery set state = 'pending', due = greatest(due, $4), look_at = null,
                           outcome = case when post_id = $1 then $3 else outcome end
       where channel = $2 and (state = 'pending' or (post_id = $1 and state in ('sending', 'unknown')))`,
      [postId, channel, outcome, due],
    );
  }

  /**
   * What waits for a person's hours, leave or digest is judged again at once: their wishes have changed. What a channel wants
   * to be left alone for goes on waiting, and so does what was approved a moment ago.
   * @param ids all ids of the recipient
   * @param afterApproval milliseconds between an approval and its message, at least
   */
  async reconsider(ids: readonly string[], now: Date, afterApproval: number): Promise<void> {
    await this.database.query(
      `update delivery d
       set due = least(d.due, greatest($2::timestamptz, i.decided_at + $3 * interval '1 millisecond'))
       from intervention i
       where i.id = d.intervention_id and d.recipient_id = any ($1::uuid[]) and d.state = 'pending' and d.due > $2
         and d.post_id is null
         and not exists (select from delivery h
                         where h.channel = d.channel and h.state = 'pending' and h.post_id is not null and h.due > $2)`,
      [ids, now, afterApproval],
    );
  }

  /** How often the lines of a post were tried before, without arriving. */
  async retries(postId: string): Promise<number> {
    const [row] = await this.database.query<{ readonly retries: number | null }>(
      'select max(retries)::int as retries from delivery where post_id = $1',
      [postId],
    );
    return row?.retries ?? 0;
  }

  /** By which way a post went. */
  async wayOf(postId: string): Promise<{ readonly channel: string; readonly role: Role } | undefined> {
    const [row] = await this.database.query<{ readonly channel: string; readonly role: Role }>(
      'select channel, role from delivery where post_id = $1 limit 1',
      [postId],
    );
    return row;
  }

  /** Posts that somebody has in hand, or had when their process ended. */
  inHand(): Promise<InHand[]> {
    return this.database.query(
      `select post_id as "postId", channel, role, min(sending_since) as "sentAt" from delivery
       where state = 'sending' group by 1, 2, 3`,
    );
  }

  /** Posts of unknown fate that are to be looked for now. */
  lost(now: Date): Promise<Lost[]> {
    return this.database.query(
      `select post_id as "postId", channel, role, max(coalesce(sent_to, recipient_id)::text) as "recipientId",
              min(sending_since) as "sentAt", max(looks)::int as looks
       from delivery where state = 'unknown' and look_at <= $1 group by 1, 2, 3 limit 20`,
      [now],
    );
  }

  /** It was looked for, and is looked for again. */
  async lookAgain(postId: string, at: Date): Promise<void> {
    await this.database.query(
      `update delivery set looks = looks + 1, look_at = $2 where post_id = $1 and state = 'unknown'`,
      [postId, at],
    );
  }

  /** Adds the next channel for what one has refused. */
  async insteadOf(
    transaction: Statements,
    { interventionId, role, recipientId }: Settled,
    channel: string,
    due: Date,
  ): Promise<void> {
    await transaction.query(
      `insert into delivery (intervention_id, role, recipient_id, channel, due, tone)
       select id, $2, $3, $4, $5, case when $2 = 'message' then tone end from intervention where id = $1
       on conflict do nothing`,
      [interventionId, role, recipientId, channel, due],
    );
  }

  /** When the next line becomes due; undefined if none waits. */
  async nextDue(channels: readonly string[]): Promise<Date | undefined> {
    const [row] = await this.database.query<{ readonly due: Date | null }>(
      `select least(min(due) filter (where state = 'pending' and role || '/' || channel = any ($1::text[])),
                    min(look_at) filter (where state = 'unknown')) as due
       from delivery where state in ('pending', 'unknown')`,
      [channels],
    );
    return row?.due ?? undefined;
  }

  /** Proposals whose buttons lead nowhere any more. */
  toClose(): Promise<{ readonly id: string; readonly remote: string; readonly state: StoredState }[]> {
    return this.database.query(
      `select d.id, d.remote, i.state from delivery d join intervention i on i.id = d.intervention_id
       where d.role = 'proposal' and not d.closed and d.state = 'delivered' and d.remote is not null
         and i.state not in ('proposed', 'ambiguous')
       order by d.id limit 50`,
    );
  }

  async closed(id: string): Promise<void> {
    await this.database.query('update delivery set closed = true where id = $1', [id]);
  }
}

/** A line whose attempt has ended. */
export interface Settled {
  readonly role: Role;
  readonly recipientId: string | null;
  readonly channel: string;
  readonly interventionId: string;
  readonly commitmentId: string;
  readonly source: unknown;
  readonly reason: InterventionReason;
}

/** A post that is being sent. */
export interface InHand {
  readonly postId: string;
  readonly channel: string;
  readonly role: Role;
  readonly sentAt: Date;
}

/** A post that may have arrived. */
export interface Lost extends InHand {
  readonly recipientId: string | null;
  readonly looks: number;
}
