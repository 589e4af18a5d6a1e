import type { ErasureView } from '@arbiter/contracts';
import { Database } from '@arbiter/persistence';
import type { Trace } from '@arbiter/privacy';
import { Injectable } from '@nestjs/common';

/** What was erased, by service or stream. */
export type Receipts = ErasureView['receipts'];

/** An erasure under way. */
export interface Erasure {
  readonly id: string;
  readonly personId: string;
  readonly personIds: readonly string[];
  readonly traces: readonly Trace[];
  readonly receipts: Receipts;
  readonly passes: number;
}

interface Row {
  readonly id: string;
  readonly person_id: string;
  readonly person_ids: string[];
  readonly traces: Trace[] | null;
  readonly requested_at: Date;
  readonly receipts: Receipts;
  readonly waiting: number;
  readonly passes: number;
  readonly completed_at: Date | null;
}

/** Seconds that one pass may take; whoever finds an older lease takes the erasure over. */
const LEASE = 900;

/** Erasures of people. */
@Injectable()
export class ErasureRepository {
  constructor(private readonly database: Database) {}

  /** Begins an erasure, or adds to the person's running one; answers its id, and whether it is new. */
  async begin(
    id: string,
    personIds: readonly [string, ...string[]],
    traces: readonly Trace[],
  ): Promise<{ readonly id: string; readonly begun: boolean }> {
    const [row] = await this.database.query<{ id: string; begun: boolean }>(
      `insert into erasure (id, person_id, person_ids, traces) values ($1, $2, $3::uuid[], $4::jsonb)
       on conflict (person_id) where completed_at is null
         do update set traces = erasure.traces || excluded.traces
       returning id, id = $1 as begun`,
      [id, personIds[0], personIds, JSON.stringify(traces)],
    );
    return row ?? { id, begun: true };
  }

  async view(id: string): Promise<ErasureView | undefined> {
    const [row] = await this.database.query<Row>('select * from erasure where id = $1', [id]);
    return row && toView(row);
  }

  /** Takes the oldest erasure that nobody works on. */
  async take(): Promise<Erasure | undefined> {
    const [row] = await this.database.query<Row>(
      `update erasure set leased_until = now() + make_interval(secs => $1)
       where id = (select id from erasure where completed_at is null and (leased_until is null or leased_until < now())
                   order by requested_at, id limit 1 for update skip locked)
       returning *`,
      [LEASE],
    );
    return row && toErasure(row);
  }

  /** Keeps further traces and ids that were found, before anything is erased that leads to them. */
  async learn(id: string, personIds: readonly string[], traces: readonly Trace[]): Promise<void> {
    await this.database.query('update erasure set person_ids = $2::uuid[], traces = $3::jsonb where id = $1', [
      id,
      personIds,
      JSON.stringify(traces),
    ]);
  }

  /** Notes what a pass came to, and lets go. */
  async note(id: string, pass: { readonly receipts: Receipts; readonly waiting: number }): Promise<void> {
    await this.database.query(
      'update erasure set receipts = $2::jsonb, waiting = $3, passes = passes + 1, leased_until = null where id = $1',
      [id, JSON.stringify(pass.receipts), pass.waiting],
    );
  }

  /** Lets go of an erasure whose pass failed. */
  async release(id: string): Promise<void> {
    await this.database.query('update erasure set leased_until = null where id = $1', [id]);
  }

  /** It is done: what the person could be recognised by is not needed any more. */
  async complete(id: string): Promise<void> {
    await this.database.query('update erasure set traces = null, completed_at = now() where id = $1', [id]);
  }
}

const toErasure = ({ id, person_id: personId, person_ids: personIds, traces, receipts, passes }: Row): Erasure => ({
  id,
  personId,
  personIds,
  traces: traces ?? [],
  receipts,
  passes,
});

const toView = (row: Row): ErasureView => ({
  erasureId: row.id,
  personId: row.person_id,
  state: row.completed_at === null ? 'running' : 'complete',
  requestedAt: row.requested_at.toISOString(),
  completedAt: row.completed_at?.toISOString() ?? null,
  receipts: row.receipts,
  waiting: row.waiting,
});
