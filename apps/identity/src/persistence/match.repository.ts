import type { Evidence } from '@arbiter/contracts';
import { Database, type Statements } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { Account } from '../accounts/account.ts';
import type { Word } from '../match-people/word.ts';
import { Forest, type ForestChanges, type Match, type Tree } from '../match-people/forest.ts';

/** Something about a match that nobody was told yet. */
export interface Untold {
  readonly matchId: string;
  readonly personId: string;
  readonly intoId: string;
  readonly evidence: Evidence;
  readonly matchedAt: Date;
  readonly partedAt: Date | null;
  readonly matchedTold: boolean;
  /** Whose word it was; null for what is older than its keeping. */
  readonly matchedBy: Word | null;
  readonly partedBy: Word | null;
}

/** Whoever says who is who does so one after the other, over all replicas. */
export const lockPeople = (transaction: Statements) =>
  transaction.query(`select pg_advisory_xact_lock(hashtext('identity.link'))`);

/** Who counts as whom. */
@Injectable()
export class MatchRepository {
  constructor(private readonly database: Database) {}

  /** Lets `work` change who counts as whom among these people, and writes it down: all of it or nothing. */
  async change<Result>(people: readonly string[], word: Word, work: (forest: Forest) => Result): Promise<Result> {
    return this.database.transaction(async (transaction) => {
      await lockPeople(transaction);
      const forest = await loadForest(transaction, people);
      const result = work(forest);
      await writeForest(transaction, forest.changes, word);
      return result;
    });
  }

  /** Turns a candidate down, in either direction. @returns false if one of them is nobody */
  async reject(personId: string, candidateId: string): Promise<boolean> {
    const rows = await this.database.query(
      `insert into rejection (person_id, candidate_id)
       select p.id, c.id from person p, person c where p.id = $1 and c.id = $2
       on conflict (person_id, candidate_id) do update set rejected_at = rejection.rejected_at returning 1`,
      [personId, candidateId],
    );
    return rows.length > 0;
  }

  /** Accounts that were given to a person. */
  async accountsGivenTo(personId: string): Promise<readonly Account[]> {
    return this.database.query<Account>(
      `select kind, value from account where person_id = $1 and evidence = 'directory'`,
      [personId],
    );
  }

  /** What has to be published, oldest first. */
  async untold(limit: number): Promise<readonly Untold[]> {
    return this.database.query<Untold>(
      `select id as "matchId", person_id as "personId", into_id as "intoId", evidence, matched_at as "matchedAt",
              parted_at as "partedAt", matched_told_at is not null as "matchedTold", matched_by as "matchedBy",
              parted_by as "partedBy"
       from match where matched_told_at is null or (parted_at is not null and parted_told_at is null)
       order by matched_at limit $1`,
      [limit],
    );
  }

  async markTold(matches: readonly Untold[]): Promise<void> {
    await this.database.query(
      `update match m set matched_told_at = coalesce(matched_told_at, now()),
                          parted_told_at = case when t.parted then now() else parted_told_at end
       from unnest($1::uuid[], $2::boolean[]) as t (id, parted) where m.id = t.id`,
      [matches.map(({ matchId }) => matchId), matches.map(({ partedAt }) => partedAt !== null)],
    );
  }
}

/** The people, whoever they count as, and how many count as those. */
export async function loadForest(transaction: Statements, people: readonly string[]): Promise<Forest> {
  const rows = await transaction.query<Tree & { readonly into_id: string | null; readonly evidence: Evidence | null }>(
    `with recursive up as (
       select id from unnest($1::uuid[]) as wanted (id)
       union
       select m.into_id from match m join up on m.person_id = up.id where m.parted_at is null
     )
     select p.id, p.kind, p.standing, m.into_id, m.evidence,
            case when m.person_id is null then 1 + (select count(*)::int from person a where a.alias_of = p.id)
                 else 1 end as members
     from up join person p on p.id = up.id
     left join match m on m.person_id = p.id and m.parted_at is null`,
    [[...new Set(people)]],
  );
  const matches = rows.flatMap(({ id, into_id, evidence }): Match[] =>
    into_id === null || evidence === null ? [] : [{ personId: id, intoId: into_id, evidence }],
  );
  return new Forest(rows, matches);
}

/** Writes the changes down, by whose word they are, and brings aliases up to date. */
export async function writeForest(transaction: Statements, changes: ForestChanges, word: Word): Promise<void> {
  const { parted, matched, roots, named } = changes;
  if (parted.length + matched.length === 0) return;
  await transaction.query(
    `update match set parted_at = now(), parted_by = $2::jsonb where parted_at is null and person_id = any ($1::uuid[])`,
    [parted.map(({ personId }) => personId), JSON.stringify(word)],
  );
  await transaction.query(
    `insert into match (person_id, into_id, evidence, matched_by)
     select m.*, $4::jsonb from unnest($1::uuid[], $2::uuid[], $3::text[]) as m`,
    [
      matched.map(({ personId }) => personId),
      matched.map(({ intoId }) => intoId),
      matched.map(({ evidence }) => evidence),
      JSON.stringify(word),
    ],
  );
  await transaction.query(
    `with recursive below as (
       select id as person_id, id as root from unnest($1::uuid[]) as r (id)
       union all
       select m.person_id, b.root from match m join below b on m.into_id = b.person_id where m.parted_at is null
     )
     update person p set alias_of = nullif(b.root, p.id)
     from below b where p.id = b.person_id and p.alias_of is distinct from nullif(b.root, p.id)`,
    [roots],
  );
  await transaction.query(`update person set standing = 'known' where id = any ($1::uuid[])`, [named]);
}
