import { randomUUID } from 'node:crypto';
import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { Job, JobKind, JobRequest } from '../jobs/job.ts';

interface Row {
  readonly key: string;
  readonly kind: JobKind;
  readonly repository: string;
  readonly payload: unknown;
  readonly asked_at: Date;
  readonly cause: string;
  readonly trace: string | null;
  readonly generation: number;
  readonly attempts: number;
}

/** What is to be done and who has it in hand. The row is the outbox: a job is done when everything behind it is. */
@Injectable()
export class JobRepository {
  constructor(private readonly database: Database) {}

  /**
   * Notes what is to be done. The same request again, or an older one, changes nothing. Of a branch whose push still waits the
   * newest push wins, and where the waiting one began stays: nothing between is lost.
   */
  async request(requests: readonly JobRequest[]): Promise<void> {
    if (requests.length === 0) return;
    const newest = [...Map.groupBy(requests, ({ key }) => key).values()].flatMap((same) =>
      same.toSorted((one, other) => Date.parse(other.askedAt) - Date.parse(one.askedAt)).slice(0, 1),
    );
    const sorted = newest.toSorted((one, other) => (one.key < other.key ? -1 : 1));
    await this.database.query(
      `insert into job (key, kind, repository, payload, asked_at, cause, trace)
       select * from unnest($1::text[], $2::text[], $3::text[], $4::jsonb[], $5::timestamptz[], $6::text[], $7::text[])
       on conflict (key) do update
         set payload = case when job.kind = 'push' and job.done_at is null
                            then jsonb_set(excluded.payload, '{before}', coalesce(job.payload -> 'before', 'null'))
                            else excluded.payload end,
             asked_at = excluded.asked_at, cause = excluded.cause, trace = excluded.trace,
             generation = job.generation + 1, attempts = 0, due_at = now(), done_at = null, error = null
         where excluded.asked_at >= job.asked_at and excluded.cause <> job.cause`,
      [
        sorted.map(({ key }) => key),
        sorted.map(({ kind }) => kind),
        sorted.map(({ repository }) => repository),
        sorted.map(({ payload }) => JSON.stringify(payload)),
        sorted.map(({ askedAt }) => askedAt),
        sorted.map(({ cause }) => cause),
        sorted.map(({ trace }) => trace ?? null),
      ],
    );
  }

  /** Takes the job that is due longest, first those of the repositories that have least in hand. */
  async take(seconds: number): Promise<Job | undefined> {
    const lease = randomUUID();
    const [row] = await this.database.query<Row>(
      `with busy as (
         select repository, count(*) as jobs from job where leased_until > now() group by repository
       ), next as (
         select key from job left join busy using (repository)
         where done_at is null and due_at <= now() and (leased_until is null or leased_until <= now())
         order by coalesce(busy.jobs, 0), due_at, key
         limit 1
         for update of job skip locked
       )
       update job set lease = $1, leased_until = now() + make_interval(secs => $2)
       from next where job.key = next.key
       returning job.key, kind, repository, payload, asked_at, cause, trace, generation, attempts`,
      [lease, seconds],
    );
    if (!row) return undefined;
    const { asked_at, trace, ...rest } = row;
    return { ...rest, askedAt: asked_at.toISOString(), trace: trace ?? undefined, lease };
  }

  /** Keeps a job in hand. Answers its newest generation; undefined where it is in somebody else's hand by now. */
  async renew({ key, lease }: Job, seconds: number): Promise<number | undefined> {
    const [row] = await this.database.query<{ readonly generation: number }>(
      `update job set leased_until = now() + make_interval(secs => $3) where key = $1 and lease = $2
       returning generation`,
      [key, lease, seconds],
    );
    return row?.generation;
  }

  /** The job is done; what was asked for meanwhile is due at once. */
  async finish({ key, lease, generation }: Job, error?: string): Promise<void> {
    await this.database.query(
      `update job set lease = null, leased_until = null, attempts = 0, error = $4,
                      done_at = case when generation = $3 then now() end
       where key = $1 and lease = $2`,
      [key, lease, generation, error ?? null],
    );
  }

  /** Puts a job back for some seconds; a failed attempt is counted, waiting for the world is not. */
  async postpone({ key, lease }: Job, seconds: number, error: string, failed: boolean): Promise<void> {
    await this.database.query(
      `update job set lease = null, leased_until = null, error = $4, attempts = attempts + $5::int,
                      due_at = now() + make_interval(secs => $3)
       where key = $1 and lease = $2`,
      [key, lease, seconds, error, failed ? 1 : 0],
    );
  }
}
