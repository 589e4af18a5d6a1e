import {
  type InboxItem,
  type InterventionProposed,
  type ListInbox,
  type ReplyOf,
  type RequestOf,
  WritingRef,
} from '@arbiter/contracts';
import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { Proposal } from '../propose-intervention/proposal.ts';

type Inbox = ReplyOf<typeof ListInbox>;
type InboxRow = Omit<InboxItem, 'proposedAt' | 'message'> & {
  readonly proposedAt: Date;
  readonly message: (NonNullable<InboxItem['message']> & { readonly expiresAt: string }) | null;
  readonly total: number;
};
type ProposedRow = Omit<InterventionProposed, 'proposedAt'> & { readonly proposedAt: Date };

/** Interventions: the inbox. */
@Injectable()
export class InterventionRepository {
  constructor(private readonly database: Database) {}

  /**
   * Adds what is new, with a line for each outside channel, and answers all of them as they were first proposed.
   * `added` counts the new ones.
   */
  async propose(proposals: readonly Proposal[]): Promise<{ proposed: readonly InterventionProposed[]; added: number }> {
    return this.database.transaction(async (transaction) => {
      const added = await transaction.query(
        `with proposal as (
           select * from jsonb_to_recordset($1::jsonb) as p (
             "interventionId" uuid, "commitmentId" uuid, source jsonb, "personId" uuid, reason text, quote text,
             what text, "dueAt" text, "dueText" text, "deliverTo" text[])
         ), fresh as (
           insert into intervention (id, commitment_id, source, person_id, reason, quote, what, due_at, due_text, deliver_to)
           select "interventionId", "commitmentId", source, "personId", reason, quote, what, "dueAt", "dueText", "deliverTo"
           from proposal order by "interventionId"
           on conflict do nothing
           returning id, deliver_to
         ), outside as (
           insert into delivery (intervention_id, channel)
           select id, channel from fresh, unnest(deliver_to) as channel where channel <> 'inbox'
         )
         select id from fresh`,
        [JSON.stringify(proposals)],
      );
      const rows = await transaction.query<ProposedRow>(
        `select id as "interventionId", commitment_id as "commitmentId", source, reason, deliver_to as "deliverTo",
                proposed_at as "proposedAt"
         from intervention where id = any ($1::uuid[]) order by proposed_at, id`,
        [proposals.map(({ interventionId }) => interventionId)],
      );
      const proposed = rows.map((row) => ({
        ...row,
        source: WritingRef.parse(row.source),
        proposedAt: row.proposedAt.toISOString(),
      }));
      return { proposed, added: added.length };
    });
  }

  /**
   * The newest, with what became of them outside, and how many there are in all.
   * @param ids of the one person who is asked for
   */
  async inbox({ limit, state }: RequestOf<typeof ListInbox>, ids?: readonly string[]): Promise<Inbox> {
    const rows = await this.database.query<InboxRow>(
      `with item as (${ITEMS})
       select *, (count(*) over ())::int as total from item
       where ($2::uuid[] is null or "personId" = any ($2)) and ($3::text is null or state = $3)
       order by "proposedAt" desc, "interventionId" limit $1`,
      [limit, ids ?? null, state ?? null],
    );
    return { items: rows.map(itemOf), total: rows[0]?.total ?? 0 };
  }

  /** One intervention as the inbox shows it. */
  async item(interventionId: string): Promise<InboxItem | undefined> {
    const [row] = await this.database.query<InboxRow>(
      `with item as (${ITEMS}) select *, 1 as total from item where "interventionId" = $1`,
      [interventionId],
    );
    return row && itemOf(row);
  }
}

/** A lead's own copy of a proposal is nobody else's business: only what went to the channel or to the person is shown. */
const ITEMS = `
  select i.id as "interventionId", i.commitment_id as "commitmentId", i.source, i.reason, i.quote, i.what,
         i.person_id as "personId", i.due_at as "dueAt", i.proposed_at as "proposedAt",
         case when d.delivered then 'delivered' else i.state end as state,
         case when i.tone is not null then json_build_object('tone', i.tone, 'text', i.words, 'why', i.why,
           'confidence', round(i.confidence::numeric, 4), 'expiresAt', i.expires_at) end as message,
         d.deliveries
  from intervention i cross join lateral (
    select coalesce(bool_or(d.state = 'delivered'), false) as delivered,
           coalesce(json_agg(json_strip_nulls(json_build_object(
             'channel', d.channel, 'state', d.state, 'outcome', d.outcome)) order by d.channel), '[]') as deliveries
    from delivery d where d.intervention_id = i.id and d.role <> 'proposal'
  ) d`;

function itemOf({ total: _, proposedAt, message, ...item }: InboxRow): InboxItem {
  return {
    ...item,
    source: WritingRef.parse(item.source),
    proposedAt: proposedAt.toISOString(),
    ...(message !== null && { message: { ...message, expiresAt: new Date(message.expiresAt).toISOString() } }),
  };
}
