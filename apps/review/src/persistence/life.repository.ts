import type { EvidenceRef, Risk } from '@arbiter/contracts';
import { Database, type Statements } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import { type Work, repositoryOf } from '../follow-commitments/work.ts';
import type { Life, StepKind } from '../follow-commitments/life.ts';
import { IDS_OF } from './one-person.repository.ts';
import { literal } from './literal.ts';
import { FROM, LIFE, type LifeRow, REPOSITORY, type StoredLife, toLife } from './life-row.ts';
import { type Turn, take } from './turn.repository.ts';

/** A promise that begins its life. */
export interface NewLife {
  readonly id: string;
  readonly dueAt: Date | null;
  readonly places: readonly string[];
  readonly names: readonly string[];
  readonly words: readonly number[];
  readonly files: readonly string[];
  readonly debtWords: readonly number[];
  readonly nextAt: Date | null;
}

/** A step that is to be told, with the promise as it stood after it. */
export interface UntoldStep {
  readonly id: string;
  readonly revision: number;
  readonly kind: StepKind;
  readonly at: Date;
  readonly evidence: readonly EvidenceRef[];
  readonly risk: Risk | null;
  readonly life: Life;
}

/** Promises, where they stand, and how they came there. */
@Injectable()
export class LifeRepository {
  constructor(private readonly database: Database) {}

  /** Begins the lives that are new; answers the ids of those. */
  async begin(lives: readonly NewLife[]): Promise<ReadonlySet<string>> {
    if (lives.length === 0) return new Set();
    const rows = await this.database.query<{ id: string }>(
      `with begun as (
         insert into commitment_life (id, person_id, team, department, deadline, due_at, made_at, ambiguous, places, names, words,
                                      files, debt_words, next_at)
         select c.id, (c.person->>'id')::uuid, c.person->>'team', c.person->>'department', c.deadline, n.due_at,
                c.made_at::timestamptz, c.ambiguous, n.places::text[], n.names::text[], n.words::int[], n.files::text[], n.debt_words::int[],
                n.next_at
         from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])
           as n (id, due_at, places, names, words, files, debt_words, next_at)
         join commitment c on c.id = n.id
         order by c.id
         on conflict do nothing
         returning id, made_at, deadline
       )
       insert into commitment_step (commitment_id, revision, fact, kind, at, actor, reason, evidence, deadline, told)
       select id, 0, 'made', 'made', made_at, '{"kind":"service","id":"review"}', 'It was found in what was written.', '[]',
              deadline, true
       from begun
       returning commitment_id as id`,
      [
        lives.map(({ id }) => id),
        lives.map(({ dueAt }) => dueAt?.toISOString() ?? null),
        lives.map(({ places }) => literal(places)),
        lives.map(({ names }) => literal(names)),
        lives.map(({ words }) => `{${words.join(',')}}`),
        lives.map(({ files }) => literal(files)),
        lives.map(({ debtWords }) => `{${debtWords.join(',')}}`),
        lives.map(({ nextAt }) => nextAt?.toISOString() ?? null),
      ],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /**
   * Promises that the works may have kept, or have kept: those of the same people in the same repositories from before, and those
   * that the works name.
   * What people took back themselves is left alone.
   */
  async within(works: readonly Work[]): Promise<StoredLife[]> {
    if (works.length === 0) return [];
    const times = works.map(({ doneAt }) => doneAt.getTime());
    const rows = await this.database.query<LifeRow>(
      `with asked as (
         select l.id ${FROM} where l.person_id in (${IDS_OF})
           and l.made_at < $2 and coalesce(l.due_at, l.made_at) > $3::timestamptz - interval '90 days'
           and coalesce(${REPOSITORY} = any($6::text[]), true)
         union
         select id from commitment_life where (places || names) && $4::text[] and state not in ('withdrawn', 'disputed')
         union
         select id from commitment_life where $5::int[] <> '{}' and (words && $5 or debt_words && $5)
       )
       select ${LIFE} ${FROM} join asked on asked.id = l.id where l.state not in ('withdrawn', 'disputed') order by l.id`,
      [
        [...new Set(works.flatMap(({ personId }) => personId ?? []))],
        new Date(Math.max(...times)).toISOString(),
        new Date(Math.min(...times)).toISOString(),
        [...new Set(works.flatMap(({ closes, mentions }) => [...closes, ...mentions]))],
        [...new Set(works.flatMap(({ removedDebt }) => removedDebt.flatMap(({ words }) => words)))],
        [...new Set(works.map(({ repository }) => repository))],
      ],
    );
    return rows.map(toLife);
  }

  /** Ids of all promises of these people, whichever id they were made under; not those that they took back. */
  async idsOf(people: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select id from commitment_life where person_id in (${IDS_OF}) and state not in ('withdrawn', 'disputed') order by id`,
      [people],
    );
    return rows.map(({ id }) => id);
  }

  /** Promises of these ids, in the order of their ids. */
  async find(ids: readonly string[]): Promise<StoredLife[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.query<LifeRow>(
      `select ${LIFE} ${FROM} where l.id = any($1::uuid[]) order by l.id`,
      [ids],
    );
    return rows.map(toLife);
  }

  /** All promises of the same people in the same repositories, or in messages where these are; also those that ended. */
  async besides(lives: readonly Life[], statements: Statements = this.database): Promise<StoredLife[]> {
    const owned = lives.filter(({ owner }) => owner !== null);
    if (owned.length === 0) return [];
    const rows = await statements.query<LifeRow>(
      `select ${LIFE} ${FROM} where l.person_id in (${IDS_OF}) and coalesce(${REPOSITORY}, '') = any($2::text[]) order by l.id`,
      [
        [...new Set(owned.map(({ owner }) => owner))],
        [...new Set(owned.map(({ source }) => repositoryOf(source) ?? ''))],
      ],
    );
    return rows.map(toLife);
  }

  /** Open promises of these people. */
  async openOf(people: readonly string[]): Promise<StoredLife[]> {
    if (people.length === 0) return [];
    const rows = await this.database.query<LifeRow>(
      `select ${LIFE} ${FROM} where l.person_id in (${IDS_OF}) and l.state = 'open' order by l.id`,
      [people],
    );
    return rows.map(toLife);
  }

  /** Ids of promises that the clock has to look at, those that wait longest first. */
  async dueToLook(now: Date, limit: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'select id from commitment_life where next_at <= $1 order by next_at, id limit $2',
      [now.toISOString(), limit],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Lets `decide` look at each of the promises and writes down the steps that it takes, one caller after the other. A step
   * that may not follow, or whose fact is written down already, is left out. Answers the ids of what was changed.
   */
  async change(ids: readonly string[], decide: (life: StoredLife) => Turn): Promise<string[]> {
    return this.settle(ids, () => Promise.resolve(decide));
  }

  /**
   * The same, where a decision needs to know more: what `learn` reads, it reads once nobody else can decide on these promises,
   * so that whoever decides last knows all that the others knew.
   */
  async settle(
    ids: readonly string[],
    learn: (lives: readonly StoredLife[], statements: Statements) => Promise<(life: StoredLife) => Turn>,
  ): Promise<string[]> {
    if (ids.length === 0) return [];
    return this.database.transaction(async (transaction) => {
      const rows = await transaction.query<LifeRow>(
        `select ${LIFE} ${FROM} where l.id = any($1::uuid[]) order by l.id for update of l`,
        [ids],
      );
      const lives = rows.map(toLife);
      const decide = await learn(lives, transaction);
      const changed: string[] = [];
      for (const life of lives) if (await take(transaction, life, decide(life))) changed.push(life.id);
      return changed;
    });
  }

  /** Steps that nobody was told of yet: of these promises, or the oldest of all. */
  async untold(ids: readonly string[] | undefined, limit: number): Promise<UntoldStep[]> {
    const rows = await this.database.query<LifeRow & Omit<UntoldStep, 'life'> & { step_risk: Risk | null }>(
      `select ${LIFE}, s.revision as revision, s.kind, s.at, s.evidence, s.risk as step_risk
       ${FROM} join commitment_step s on s.commitment_id = l.id
       where not s.told and ($1::uuid[] is null or l.id = any($1)) order by s.at, l.id, s.revision limit $2`,
      [ids ?? null, limit],
    );
    return rows.map((row) => {
      const { id, revision, kind, at, evidence, step_risk: risk } = row;
      return { id, revision, kind, at, evidence, risk, life: toLife(row) };
    });
  }

  async markTold(steps: readonly Pick<UntoldStep, 'id' | 'revision'>[]): Promise<void> {
    await this.database.query(
      `update commitment_step s set told = true from unnest($1::uuid[], $2::int[]) as t (id, revision)
       where s.commitment_id = t.id and s.revision = t.revision`,
      [steps.map(({ id }) => id), steps.map(({ revision }) => revision)],
    );
  }
}
