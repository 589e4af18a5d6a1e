import type { Statements } from '@arbiter/persistence';
import { dueOf } from '../follow-commitments/due.ts';
import { type Step, type StepKind, allows, stateAfter } from '../follow-commitments/life.ts';
import type { StoredLife } from './life-row.ts';

/** What a decision makes of a promise: steps to append, and when the clock looks at it again. */
export interface Turn {
  readonly steps: readonly Step[];
  /** Left out: as before. */
  readonly nextAt?: Date | null;
  readonly truthGap?: boolean;
}

/** Steps of these kinds are told to everybody; the others change nothing that anybody acts on. */
const TOLD: readonly StepKind[] = [
  'at-risk',
  'kept',
  'broken',
  'withdrawn',
  'superseded',
  'expired',
  'disputed',
  'reopened',
  'renegotiated',
];

/** Carries a turn out; answers whether a step was taken. */
export async function take(transaction: Statements, life: StoredLife, turn: Turn): Promise<boolean> {
  let { state, revision, deadline, dueAt, risk, what, ambiguous, keptBy, reopened } = life;
  let taken = false;
  for (const step of turn.steps) {
    if (!allows(state, step.kind) || !(await isNews(transaction, life.id, step))) continue;
    taken = true;
    state = stateAfter(state, step.kind);
    revision += 1;
    if (step.deadline !== undefined) [deadline, dueAt] = [step.deadline, dueOf(step.deadline, life.writtenAt)];
    if (step.kind === 'renegotiated' || step.kind === 'reopened') risk = null;
    if (step.kind === 'reopened') reopened += 1;
    keptBy = state === 'kept' ? (step.keptBy ?? keptBy) : null;
    if (step.kind === 'confirmed') ambiguous = false;
    risk = step.risk ?? risk;
    what = step.what ?? what;
    await append(transaction, life.id, revision, step);
  }
  const ended = state !== 'open' && state !== 'broken';
  await transaction.query(
    `update commitment_life set state = $2, revision = $3, deadline = $4::jsonb, due_at = $5, risk = $6::jsonb,
            what = nullif($7, (select c.what from commitment c where c.id = $1)), ambiguous = $8,
            next_at = case when $9 then null when $10 then $11::timestamptz else next_at end,
            truth_gap = coalesce($12, truth_gap), ended_at = case when $9 then coalesce(ended_at, now()) end,
            kept_by = $13::jsonb, reopened = $14
     where id = $1`,
    [
      life.id,
      state,
      revision,
      deadline === null ? null : JSON.stringify(deadline),
      dueAt?.toISOString() ?? null,
      risk === null ? null : JSON.stringify(risk),
      what,
      ambiguous,
      ended,
      turn.nextAt !== undefined,
      turn.nextAt?.toISOString() ?? null,
      turn.truthGap ?? null,
      keptBy === null ? null : JSON.stringify(keptBy),
      reopened,
    ],
  );
  return taken;
}

async function isNews(transaction: Statements, id: string, { fact }: Step): Promise<boolean> {
  const rows = await transaction.query('select from commitment_step where commitment_id = $1 and fact = $2', [
    id,
    fact,
  ]);
  return rows.length === 0;
}

async function append(transaction: Statements, id: string, revision: number, step: Step): Promise<void> {
  await transaction.query(
    `insert into commitment_step (commitment_id, revision, fact, kind, at, actor, reason, evidence, risk, deadline, told)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8::jsonb, $9::jsonb, $10::jsonb, $11)`,
    [
      id,
      revision,
      step.fact,
      step.kind,
      step.at,
      JSON.stringify(step.actor),
      step.reason,
      JSON.stringify(step.evidence),
      step.risk ? JSON.stringify(step.risk) : null,
      step.deadline ? JSON.stringify(step.deadline) : null,
      !TOLD.includes(step.kind),
    ],
  );
}
