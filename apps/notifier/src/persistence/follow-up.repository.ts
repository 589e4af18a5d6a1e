import { type InterventionReason, type InterventionState, Tone, WritingRef } from '@arbiter/contracts';
import type { Statements } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

/** Something that is proposed to be said to a person, about a promise of theirs. */
export interface FollowUp {
  readonly id: string;
  readonly commitmentId: string;
  /** `at-risk/3`: what happened, so that the same is proposed once. */
  readonly occasion: string;
  readonly source: WritingRef;
  readonly personId: string;
  readonly team: string | null;
  readonly department: string | null;
  readonly reason: InterventionReason;
  readonly quote: string;
  readonly what: string;
  readonly dueAt: string | null;
  readonly dueText: string | null;
  readonly tone: Tone;
  readonly words: string;
  readonly confidence: number;
  readonly why: readonly string[];
  readonly state: StoredState;
  readonly proposedAt: Date;
  readonly expiresAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}

/** `delivered` is told by the deliveries. */
export type StoredState = Exclude<InterventionState, 'delivered'>;

/** A line of the outbox, to be sent to one person by one channel. */
export interface Errand {
  readonly interventionId: string;
  readonly role: 'proposal' | 'message';
  readonly recipientId: string;
  readonly channel: string;
  readonly due: Date;
  readonly tone: Tone;
}

type Row = Omit<FollowUp, 'source' | 'tone'> & { readonly source: unknown; readonly tone: unknown };

const COLUMNS = `id, commitment_id as "commitmentId", occasion, source, person_id as "personId", team, department, reason,
  quote, what, due_at as "dueAt", due_text as "dueText", tone, words, confidence, why, state,
  proposed_at as "proposedAt", expires_at as "expiresAt", decided_by as "decidedBy", decided_at as "decidedAt"`;

/** Proposals, and the errands that they lead to. They change only within a transaction that holds the person's lock. */
@Injectable()
export class FollowUpRepository {
  /** Undefined for an id that is no proposal to say something. */
  async find(transaction: Statements, id: string): Promise<FollowUp | undefined> {
    const [row] = await transaction.query<Row>(
      `select ${COLUMNS} from intervention where id = $1 and tone is not null`,
      [id],
    );
    return row && { ...row, source: WritingRef.parse(row.source), tone: Tone.parse(row.tone) };
  }

  async add(transaction: Statements, followUp: FollowUp): Promise<void> {
    const { dueAt, dueText, why, ...rest } = followUp;
    await transaction.query(
      `insert into intervention (id, commitment_id, occasion, source, person_id, team, department, reason, quote, what,
         due_at, due_text, deliver_to, tone, words, confidence, why, state, proposed_at, expires_at, decided_by, decided_at)
       values ($1, $2, $3, $4::jsonb, $5, $6, $7, $8, $9, $10, $11, $12, '{inbox}', $13, $14, $15, $16, $17, $18, $19, $20, $21)
       on conflict do nothing`,
      [
        ...[rest.id, rest.commitmentId, rest.occasion, JSON.stringify(rest.source), rest.personId, rest.team],
        ...[
          rest.department,
          rest.reason,
          rest.quote,
          rest.what,
          dueAt,
          dueText,
          rest.tone,
          rest.words,
          rest.confidence,
        ],
        ...[why, rest.state, rest.proposedAt, rest.expiresAt, rest.decidedBy, rest.decidedAt],
      ],
    );
  }

  async send(transaction: Statements, errands: readonly Errand[]): Promise<void> {
    for (const { interventionId, role, recipientId, channel, due, tone } of errands) {
      await transaction.query(
        `insert into delivery (intervention_id, role, recipient_id, channel, due, tone) values ($1, $2, $3, $4, $5, $6)
         on conflict do nothing`,
        [interventionId, role, recipientId, channel, due, role === 'message' ? tone : null],
      );
    }
  }

  async decide(
    transaction: Statements,
    id: string,
    decision: {
      readonly state: StoredState;
      readonly words: string;
      readonly by: string;
      readonly at: Date;
      readonly reason: string | null;
    },
  ): Promise<void> {
    await transaction.query(
      `update intervention set state = $2, words = $3, decided_by = $4, decided_at = $5, decision_reason = $6 where id = $1`,
      [id, decision.state, decision.words, decision.by, decision.at, decision.reason],
    );
    await this.#withdraw(transaction, `i.id = $1 and d.role = 'proposal'`, id, 'decided');
  }

  /**
   * Nothing more is to be said about a promise: what is open is closed, what is approved and not sent is not sent.
   * @param sparing the one intervention that still holds
   */
  async cancel(transaction: Statements, commitmentId: string, reason: string, sparing?: string): Promise<void> {
    await transaction.query(
      `update intervention set state = 'cancelled'
       where commitment_id = $1 and tone is not null and id is distinct from $2::uuid
         and (state in ('proposed', 'ambiguous', 'blocked')
              or (state in ('accepted', 'modified') and not exists (
                    select from delivery d where d.intervention_id = intervention.id and d.role = 'message'
                      and d.state in ('sending', 'delivered', 'unknown'))))`,
      [commitmentId, sparing ?? null],
    );
    await transaction.query(
      `update delivery d set state = 'cancelled', outcome = $2 from intervention i
       where i.id = d.intervention_id and d.state = 'pending' and d.role <> 'announcement'
         and i.commitment_id = $1 and i.id is distinct from $3::uuid`,
      [commitmentId, reason, sparing ?? null],
    );
  }

  /** A later proposal about the same promise takes the place of one that nobody has decided about. */
  async supersede(transaction: Statements, commitmentId: string): Promise<void> {
    await transaction.query(
      `update intervention set state = 'cancelled'
       where commitment_id = $1 and tone is not null and state in ('proposed', 'ambiguous', 'blocked')`,
      [commitmentId],
    );
    await this.#withdraw(transaction, `i.commitment_id = $1 and d.role = 'proposal'`, commitmentId, 'superseded');
  }

  async #withdraw(transaction: Statements, which: string, id: string, reason: string): Promise<void> {
    await transaction.query(
      `update delivery d set state = 'cancelled', outcome = $2 from intervention i
       where i.id = d.intervention_id and d.state = 'pending' and ${which}`,
      [id, reason],
    );
  }

  /** Whether the person was told about this promise before. */
  async wasTold(transaction: Statements, commitmentId: string): Promise<boolean> {
    const rows = await transaction.query(
      `select from delivery d join intervention i on i.id = d.intervention_id
       where i.commitment_id = $1 and d.role = 'message' and d.state = 'delivered' limit 1`,
      [commitmentId],
    );
    return rows.length > 0;
  }

  /** Proposals that nobody has decided about in time: nothing is sent, and nobody's figures change. */
  async expire(
    statements: Statements,
    now: Date,
  ): Promise<readonly { readonly id: string; readonly personId: string }[]> {
    return statements.query(
      `with over as (
         update intervention set state = 'expired'
         where tone is not null and state in ('proposed', 'ambiguous') and expires_at <= $1
         returning id, person_id
       ), withdrawn as (
         update delivery d set state = 'cancelled', outcome = 'expired' from over
         where d.intervention_id = over.id and d.state = 'pending'
       )
       select id, person_id as "personId" from over`,
      [now],
    );
  }
}
