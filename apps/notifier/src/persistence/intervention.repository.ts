import {
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
type InboxRow = Omit<Inbox['items'][number], 'proposedAt'> & { readonly proposedAt: Date; readonly total: number };
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

  /** The newest, with what became of them outside, and how many there are in all. */
  async inbox({ limit }: RequestOf<typeof ListInbox>): Promise<Inbox> {
    const rows = await this.database.query<InboxRow>(
      `select i.id as "interventionId", i.commitment_id as "commitmentId", i.source, i.reason, i.quote, i.what,
              i.due_at as "dueAt", i.proposed_at as "proposedAt", (select count(*)::int from intervention) as total,
              case when exists (select from delivery d where d.intervention_id = i.id and d.state = 'delivered')
                   then 'delivered' else 'proposed' end as state,
              (select coalesce(json_agg(json_strip_nulls(json_build_object(
                        'channel', d.channel, 'state', d.state, 'outcome', d.outcome)) order by d.channel), '[]')
               from delivery d where d.intervention_id = i.id) as deliveries
       from intervention i
       order by i.proposed_at desc, i.id
       limit $1`,
      [limit],
    );
    return {
      items: rows.map(({ total: _, proposedAt, ...item }) => ({ ...item, proposedAt: proposedAt.toISOString() })),
      total: rows[0]?.total ?? 0,
    };
  }
}
