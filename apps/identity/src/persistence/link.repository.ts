import { Database, type Statements } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import { type Account, keyOf, ownPersonOf } from '../accounts/account.ts';
import type { Word } from '../match-people/word.ts';
import { loadForest, lockPeople, writeForest } from './match.repository.ts';
import type { Assignment, LinkPlan, Owners, Placement } from '../link-accounts/plan-links.ts';

/** Writes down whose accounts are whose, by somebody's word. */
@Injectable()
export class LinkRepository {
  constructor(private readonly database: Database) {}

  /**
   * Plans by what is known about the accounts, and carries the plan out: in one go, one caller after the other.
   * @param source who says so
   * @param word the same for the audit log
   */
  async change(
    accounts: readonly Account[],
    plan: (owners: Owners) => LinkPlan,
    source: string,
    word: Word,
  ): Promise<LinkPlan> {
    return this.database.transaction(async (transaction) => {
      await lockPeople(transaction);
      const planned = plan(await ownersOf(transaction, accounts));
      await writeLinks(transaction, planned, source, word);
      return planned;
    });
  }

  /** Takes back that accounts are somebody's: each stands for itself again. Answers how many were somebody's. */
  async giveBack(accounts: readonly Account[], word: Word): Promise<number> {
    return this.database.transaction(async (transaction) => {
      await lockPeople(transaction);
      const given = await ownersOf(transaction, accounts);
      const taken = accounts.filter((account) => given.has(keyOf(account)));
      await giveBack(transaction, taken, word);
      return taken.length;
    });
  }
}

/** Carries out what was planned. @param source who says so: the operator, or a directory by its name */
export async function writeLinks(
  transaction: Statements,
  planned: LinkPlan,
  source: string,
  word: Word,
): Promise<void> {
  await addPeople(transaction, planned);
  await assign(transaction, planned.assignments, source, word);
  await place(transaction, planned.placements);
}

/** Accounts stand for themselves again, as somebody whom nobody has named. */
async function giveBack(transaction: Statements, accounts: readonly Account[], word: Word): Promise<void> {
  const own = accounts.map(ownPersonOf);
  await transaction.query(
    `insert into person (id, kind, standing) select id, 'human', 'provisional' from unnest($1::uuid[]) as p (id)
     on conflict do nothing`,
    [own],
  );
  await transaction.query(
    `update account a set person_id = n.own, evidence = 'seen', source = null, linked_at = now()
     from unnest($1::text[], $2::text[], $3::uuid[]) as n (kind, value, own)
     where a.kind = n.kind and a.value = n.value`,
    [accounts.map(({ kind }) => kind), accounts.map(({ value }) => value), own],
  );
  const forest = await loadForest(transaction, own);
  for (const person of own) forest.part(person);
  await writeForest(transaction, forest.changes, word);
}

/** Whose the accounts are, where somebody said so. */
export async function ownersOf(transaction: Statements, accounts: readonly Account[]): Promise<Owners> {
  const rows = await transaction.query<Account & { readonly person_id: string }>(
    `select distinct kind, value, person_id
     from unnest($1::text[], $2::text[]) as wanted (kind, value) join account using (kind, value)
     where evidence = 'directory'`,
    [accounts.map(({ kind }) => kind), accounts.map(({ value }) => value)],
  );
  return new Map(rows.map((row) => [keyOf(row), row.person_id]));
}

async function addPeople(transaction: Statements, { results }: LinkPlan): Promise<void> {
  await transaction.query(
    `insert into person (id, kind, standing)
     select distinct id, 'human', 'known' from unnest($1::uuid[]) as p (id)
     on conflict (id) do update set standing = 'known' where person.standing = 'provisional'`,
    [results.map(({ personId }) => personId)],
  );
}

async function assign(
  transaction: Statements,
  assignments: readonly Assignment[],
  source: string,
  word: Word,
): Promise<void> {
  if (assignments.length === 0) return;
  const kinds = assignments.map(({ account }) => account.kind);
  const values = assignments.map(({ account }) => account.value);
  const people = assignments.map(({ personId }) => personId);
  // One account may be assigned twice in a bulk: every word goes on record, the last one counts.
  await transaction.query(
    `insert into link (kind, value, number, person_id, previous_person_id, evidence)
     select a.kind, a.value, coalesce(l.number, 0) + row_number() over (partition by a.kind, a.value order by a.place),
            a.person_id, a.previous_person_id, 'directory'
     from unnest($1::text[], $2::text[], $3::uuid[], $4::uuid[])
       with ordinality as a (kind, value, person_id, previous_person_id, place)
     left join lateral (
       select max(number) as number from link where link.kind = a.kind and link.value = a.value) l on true`,
    [kinds, values, people, assignments.map(({ previousPersonId }) => previousPersonId)],
  );
  await transaction.query(
    `insert into account (kind, value, person_id, evidence, source)
     select distinct on (kind, value) kind, value, person_id, 'directory', $4
     from unnest($1::text[], $2::text[], $3::uuid[]) with ordinality as a (kind, value, person_id, place)
     order by kind, value, place desc
     on conflict (kind, value) do update
       set person_id = excluded.person_id, evidence = excluded.evidence, source = excluded.source, linked_at = now()`,
    [kinds, values, people, source],
  );
  // After the accounts: whoever admitted one of them as a provisional person meanwhile has done so by now.
  const moves = assignments.map(({ account, personId }) => ({ own: ownPersonOf(account), personId }));
  const forest = await loadForest(
    transaction,
    moves.flatMap(({ own, personId }) => [own, personId]),
  );
  for (const { own, personId } of moves) if (forest.standingOf(own) === 'provisional') forest.move(own, personId);
  await writeForest(transaction, forest.changes, word);
}

/**
 * A first membership counts from the beginning; another one ends it now. Saying the same again changes nothing.
 * @param whole whether what is not said is none, or stays as it is
 */
export async function place(transaction: Statements, placements: readonly Placement[], whole = false): Promise<void> {
  if (placements.length === 0) return;
  await transaction.query(
    `with told as (
       select w.person_id, m.number, m.team as old_team, m.department as old_department,
              case when $4 then w.team else coalesce(w.team, m.team) end as team,
              case when $4 then w.department else coalesce(w.department, m.department) end as department
       from unnest($1::uuid[], $2::text[], $3::text[]) as w (person_id, team, department)
       left join membership m on m.person_id = w.person_id and m.valid_until is null
     ), wanted as (
       select t.*, (select max(number) from membership m where m.person_id = t.person_id) as last
       from told t where (team, department) is distinct from (old_team, old_department)
     ), ended as (
       update membership m set valid_until = now() from wanted w
       where m.person_id = w.person_id and m.number = w.number
     )
     insert into membership (person_id, number, team, department, valid_from)
     select person_id, coalesce(last, 0) + 1, team, department, case when last is null then null else now() end
     from wanted where team is not null or department is not null`,
    [
      placements.map(({ personId }) => personId),
      placements.map(({ team }) => team ?? null),
      placements.map(({ department }) => department ?? null),
      whole,
    ],
  );
}
