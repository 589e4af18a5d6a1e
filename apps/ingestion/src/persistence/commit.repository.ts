import type { CommitDetail, CommitSummary, Forge, IngestedCommit, PushRef } from '@arbiter/contracts';
import { Database, adding } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { CommitFilter, CommitPage } from '../list-commits/commit-page.ts';

/** A commit on its way into the table. */
export interface NewCommit {
  readonly push: PushRef;
  readonly commit: IngestedCommit;
}

/** Which delivery brought a commit first. */
export interface CommitOwner {
  readonly forge: Forge;
  readonly repository_id: string;
  readonly sha: string;
  readonly delivery_id: string;
}

interface CommitRow {
  readonly forge: Forge;
  readonly repository_id: string;
  readonly repository_name: string;
  readonly sha: string;
  readonly message: string;
  readonly truncated: boolean;
  readonly authored_at: string;
  readonly ingested_at: Date;
  readonly refs: string[] | null;
  readonly orphaned: boolean;
}

/**
 * A commit is orphaned when no ref holds it any more: each ref that it was seen on was deleted (at least as often as it
 * was created), or was forced over just this commit.
 */
const COLUMNS = `
  c.forge, c.repository_id, c.repository_name, c.sha, c.truncated, c.authored_at, c.ingested_at,
  seen.refs, coalesce(seen.orphaned, false) as orphaned`;
const SEEN = `
  left join lateral (
    select array_agg(r.ref order by r.ref) as refs, bool_and(gone.gone) as orphaned
    from commit_ref r
    cross join lateral (
      select coalesce(
        bool_or(p.forced and p.before_sha = c.sha)
          or (count(*) filter (where p.deleted) > 0
              and count(*) filter (where p.deleted) >= count(*) filter (where p.created)),
        false) as gone
      from push p where p.forge = r.forge and p.repository_id = r.repository_id and p.ref = r.ref
        and (p.forced or p.deleted or p.created)
    ) gone
    where r.forge = c.forge and r.repository_id = c.repository_id and r.sha = c.sha
  ) seen on true`;

/** Commits, and the refs they were seen on. */
@Injectable()
export class CommitRepository {
  constructor(private readonly database: Database) {}

  /**
   * Stores what is new, with the refs that it was seen on, and answers who owns each of the commits. Rows go in in the
   * order of their keys, so that two batches with the same commits cannot block each other.
   */
  async store(commits: readonly NewCommit[]): Promise<CommitOwner[]> {
    const columns = [
      commits.map(({ push }) => push.forge),
      commits.map(({ push }) => push.repository.id),
      commits.map(({ commit }) => commit.sha),
      commits.map(({ push }) => push.deliveryId),
      commits.map(({ push }) => push.repository.name),
      commits.map(({ commit }) => commit.message.text),
      commits.map(({ commit }) => commit.message.truncated ?? false),
      commits.map(({ commit }) => commit.authoredAt),
      commits.map(({ push }) => push.ref),
    ];
    const inserted = await adding((onConflict) =>
      this.database.query<CommitOwner>(
        `with given as (
         select * from unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::bool[], $8::text[], $9::text[])
           as given(forge, repository_id, sha, delivery_id, repository_name, message, truncated, authored_at, ref)
       ), seen as (
         insert into commit_ref (forge, repository_id, sha, ref)
         select forge, repository_id, sha, ref from given order by sha, forge, repository_id, ref
         ${onConflict}
       )
       insert into commit (forge, repository_id, sha, delivery_id, repository_name, message, truncated, authored_at)
       select forge, repository_id, sha, delivery_id, repository_name, message, truncated, authored_at
       from given order by sha, forge, repository_id, ref
       ${onConflict}
       returning forge, repository_id, sha, delivery_id`,
        columns,
      ),
    );
    return inserted.length === commits.length ? inserted : this.ownersOf(columns.slice(0, 3));
  }

  private async ownersOf(keys: readonly (readonly unknown[])[]): Promise<CommitOwner[]> {
    return this.database.query<CommitOwner>(
      `select forge, repository_id, sha, delivery_id from commit
       where (forge, repository_id, sha) in (select * from unnest($1::text[], $2::text[], $3::text[]))`,
      keys,
    );
  }

  /** One page, newest ingested first. */
  async list(filter: CommitFilter, { limit, after }: CommitPage): Promise<CommitSummary[]> {
    const rows = await this.database.query<CommitRow>(
      `select ${COLUMNS}, split_part(c.message, E'\\n', 1) as message
       from commit c ${SEEN}
       where ${MATCHES} and ($4::timestamptz is null or (c.ingested_at, c.sha) < ($4, $5))
       order by c.ingested_at desc, c.sha desc limit $6`,
      [
        filter.forge ?? null,
        filter.repository ?? null,
        filter.ref ?? null,
        after?.ingestedAt ?? null,
        after?.sha ?? null,
        limit,
      ],
    );
    return rows.map(toSummary);
  }

  /** How many commits a filter matches. */
  async count(filter: CommitFilter): Promise<number> {
    const [row] = await this.database.query<{ total: string }>(
      `select count(*) as total from commit c where ${MATCHES}`,
      [filter.forge ?? null, filter.repository ?? null, filter.ref ?? null],
    );
    return Number(row?.total ?? 0);
  }

  /** Every commit whose SHA starts with `sha`; at most 100. */
  async find(sha: string, filter: Pick<CommitFilter, 'forge' | 'repository'>): Promise<CommitDetail[]> {
    const rows = await this.database.query<CommitRow>(
      `select ${COLUMNS}, c.message
       from commit c ${SEEN}
       where c.sha >= $4 and c.sha < $4 || 'g' and ${MATCHES}
       order by c.ingested_at desc, c.forge, c.repository_id limit 100`,
      [filter.forge ?? null, filter.repository ?? null, null, sha],
    );
    return rows.map((row) => ({ ...toSummary(row), message: row.message, truncated: row.truncated }));
  }
}

/** Repository by the forge's id or by its full name. */
const MATCHES = `
  ($1::text is null or c.forge = $1)
  and ($2::text is null or c.repository_id = $2 or c.repository_name = $2)
  and ($3::text is null or exists (
    select from commit_ref r
    where r.forge = c.forge and r.repository_id = c.repository_id and r.sha = c.sha
      and r.ref in ($3, 'refs/heads/' || $3, 'refs/tags/' || $3)))`;

function toSummary(row: CommitRow): CommitSummary {
  return {
    sha: row.sha,
    forge: row.forge,
    repository: { id: row.repository_id, name: row.repository_name },
    title: row.message.split('\n', 1)[0] ?? '',
    authoredAt: row.authored_at,
    ingestedAt: row.ingested_at.toISOString(),
    refs: row.refs ?? [],
    orphaned: row.orphaned,
  };
}
