import type { WritingRef } from '@arbiter/contracts';
import type { OnConflict } from '@arbiter/persistence';
import { type Reading, answeredAt } from '../read-writings/reading.ts';

/** Keeps readings, and with those that are new their promises and debt notes. Rows are made in one order by everybody. */
export const storeReadings = (onConflict: OnConflict): string => `
  with kept as (
    insert into analysis (journey, digest, kind, forge, repository_id, delivery_id, person, usages,
                          answered_at, commitment_ids, debt_notes)
    select journey, digest, kind, forge, repository_id, delivery_id, person, usages,
           answered_at, commitment_ids::uuid[], debt_notes
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::jsonb[], $8::jsonb[],
                $9::timestamptz[], $10::text[], $11::int[])
      as reading (journey, digest, kind, forge, repository_id, delivery_id, person, usages,
                  answered_at, commitment_ids, debt_notes)
    order by journey, digest
    ${onConflict}
    returning journey, digest, forge, repository_id, person
  ), promised as (
    insert into commitment (id, journey, digest, forge, repository_id, source, person, span_start, span_end, quote, what,
                            deadline, confidence, ambiguous, made_at)
    select id, journey, digest, forge, repository_id, source, person, span_start, span_end, quote, what,
           deadline, confidence, ambiguous, made_at
    from unnest($12::uuid[], $13::text[], $14::text[], $15::jsonb[], $16::int[], $17::int[], $18::text[], $19::text[],
                $20::jsonb[], $21::float8[], $22::bool[], $23::text[])
      as promise (id, journey, digest, source, span_start, span_end, quote, what, deadline, confidence, ambiguous, made_at)
    join kept using (journey, digest)
    order by id
    ${onConflict}
  ), admitted as (
    insert into debt_note (id, journey, digest, forge, repository_id, person_id, span_start, span_end, quote, confidence)
    select id, journey, digest, forge, repository_id, (person->>'id')::uuid, span_start, span_end, quote, confidence
    from unnest($24::uuid[], $25::text[], $26::text[], $27::int[], $28::int[], $29::text[], $30::float8[])
      as debt (id, journey, digest, span_start, span_end, quote, confidence)
    join kept using (journey, digest)
    order by id
    ${onConflict}
  )
  select journey, digest from kept`;

/** The statement's parameters: one array a column. */
export function rowsOf(readings: readonly Reading[]): unknown[] {
  const promises = readings.flatMap(({ written, commitments }) =>
    commitments.map((commitment) => ({ written, commitment })),
  );
  const debts = readings.flatMap(({ written, debtNotes }) => debtNotes.map((debt) => ({ written, debt })));
  return [
    readings.map(({ written }) => written.journey),
    readings.map(({ written }) => written.digest),
    readings.map(({ written }) => written.source.kind),
    readings.map(({ written }) => forgeOf(written.source)),
    readings.map(({ written }) => repositoryOf(written.source)),
    readings.map(({ written }) => written.deliveryId),
    readings.map(({ written }) => json(written.author)),
    readings.map(({ usages }) => json(usages.map(({ at: _, ...usage }) => usage))),
    readings.map(({ usages }) => answeredAt(usages)),
    readings.map(({ commitments }) => `{${commitments.map(({ commitmentId }) => commitmentId).join(',')}}`),
    readings.map(({ debtNotes }) => debtNotes.length),
    promises.map(({ commitment }) => commitment.commitmentId),
    promises.map(({ written }) => written.journey),
    promises.map(({ written }) => written.digest),
    promises.map(({ commitment }) => json(commitment.source)),
    promises.map(({ commitment }) => commitment.span.start),
    promises.map(({ commitment }) => commitment.span.end),
    promises.map(({ commitment }) => commitment.quote),
    promises.map(({ commitment }) => commitment.what),
    promises.map(({ commitment }) => json(commitment.deadline)),
    promises.map(({ commitment }) => commitment.confidence),
    promises.map(({ commitment }) => commitment.ambiguous),
    promises.map(({ commitment }) => commitment.madeAt),
    debts.map(({ debt }) => debt.id),
    debts.map(({ written }) => written.journey),
    debts.map(({ written }) => written.digest),
    debts.map(({ debt }) => debt.start),
    debts.map(({ debt }) => debt.end),
    debts.map(({ debt }) => debt.quote),
    debts.map(({ debt }) => debt.confidence),
  ];
}

const forgeOf = (source: WritingRef): string | null => (source.kind === 'message' ? null : source.forge);

const repositoryOf = (source: WritingRef): string | null => (source.kind === 'message' ? null : source.repository.id);

/** Null, not the JSON document `null`, where there is nothing. */
const json = (value: unknown): string | null => (value === undefined || value === null ? null : JSON.stringify(value));
