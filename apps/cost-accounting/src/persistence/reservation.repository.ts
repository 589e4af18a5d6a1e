import type { RequestOf, ReserveBudget } from '@arbiter/contracts';
import { Database } from '@arbiter/persistence';
import type { ServiceTier, TokenUsage } from '@arbiter/pricing';
import { Injectable } from '@nestjs/common';

/** A request with what it can cost: `fixed + rate * output tokens`, both exact decimal text of pico-dollars. */
export interface Wanted {
  readonly request: RequestOf<typeof ReserveBudget>;
  readonly scopes: readonly string[];
  readonly fixed: string;
  readonly rate: string;
  readonly reviewPico: bigint | undefined;
}

/** What was decided. */
export type Decision =
  | { readonly granted: true; readonly maxOutput: number; readonly heldPico: bigint }
  | {
      readonly granted: false;
      readonly reason: 'exhausted' | 'contended';
      readonly budgetId: string;
      readonly scope: string;
      readonly onExhausted: 'downgrade' | 'mock' | 'defer';
      readonly periodEnds: Date | null;
    };

/** A reservation with the call that it was made for. */
export interface Reservation {
  readonly id: string;
  readonly state: 'held' | 'settled' | 'free' | 'estimated';
  readonly maxOutput: number;
  readonly heldPico: bigint;
  readonly chargedPico: bigint;
  readonly createdAt: Date;
  readonly call: RequestOf<typeof ReserveBudget>;
}

interface Row {
  readonly id: string;
  readonly state: Reservation['state'];
  readonly max_output: string;
  readonly held_pico: string;
  readonly charged_pico: string;
  readonly created_at: Date;
  readonly call: Reservation['call'];
}

const COLUMNS = 'id, state, max_output, held_pico, charged_pico, created_at, call';

const toReservation = (row: Row): Reservation => ({
  id: row.id,
  state: row.state,
  maxOutput: Number(row.max_output),
  heldPico: BigInt(row.held_pico),
  chargedPico: BigInt(row.charged_pico),
  createdAt: row.created_at,
  call: row.call,
});

/** A reservation with the charge that it came to. */
export interface Charged extends Reservation {
  readonly usageId: string;
  readonly usage: {
    readonly tokens: TokenUsage;
    readonly serviceTier: ServiceTier | null;
    readonly basis: 'price-book' | 'free' | 'unpriced';
    readonly estimated: boolean;
  };
}

/** Money set aside. */
@Injectable()
export class ReservationRepository {
  constructor(private readonly database: Database) {}

  /** Decides on requests in their order, all in one statement; one decision each. */
  async reserve(wanted: readonly Wanted[]): Promise<readonly Decision[]> {
    const requests = wanted.map(({ request, scopes, fixed, rate, reviewPico }) => ({
      id: request.reservationId,
      scopes,
      fixed,
      rate,
      prompt: request.input,
      max: request.maxOutput,
      min: Math.min(request.minOutput, request.maxOutput),
      lease: request.leaseSeconds,
      review: request.review?.id,
      review_pico: reviewPico?.toString(),
      review_tokens: request.review?.caps.tokens,
      call: request,
    }));
    const rows = await this.database.query<{
      granted: boolean;
      max_output: string;
      held: string;
      reason: 'exhausted' | 'contended';
      budget_id: string;
      scope: string;
      on_exhausted: 'downgrade' | 'mock' | 'defer';
      period_ends: Date | null;
    }>('select * from reserve($1::jsonb)', [JSON.stringify(requests)]);
    return rows.map((row) =>
      row.granted
        ? { granted: true, maxOutput: Number(row.max_output), heldPico: BigInt(row.held) }
        : {
            granted: false,
            reason: row.reason,
            budgetId: row.budget_id,
            scope: row.scope,
            onExhausted: row.on_exhausted,
            periodEnds: row.period_ends,
          },
    );
  }

  async find(ids: readonly string[]): Promise<ReadonlyMap<string, Reservation>> {
    const rows = await this.database.query<Row>(`select ${COLUMNS} from reservation where id = any($1::uuid[])`, [ids]);
    return new Map(rows.map((row) => [row.id, toReservation(row)]));
  }

  /** Gives back what is held for calls that were not billed. */
  async release(ids: readonly string[]): Promise<void> {
    await this.database.query('select release($1::uuid[])', [ids]);
  }

  /** Held, with their lease over; longest over first. */
  async expired(limit: number): Promise<readonly Reservation[]> {
    const rows = await this.database.query<Row>(
      `select ${COLUMNS} from reservation where state = 'held' and expires_at < now() order by expires_at limit $1`,
      [limit],
    );
    return rows.map(toReservation);
  }

  /** Charged, in the order of their ids, after an id: all that the ledger must know of. */
  async charged(after: string, limit: number): Promise<readonly Charged[]> {
    const rows = await this.database.query<Row & { usage_id: string; usage: Charged['usage'] }>(
      `select ${COLUMNS}, usage_id, usage from reservation
       where state in ('settled', 'estimated') and usage_id is not null and id > $1::uuid order by id limit $2`,
      [after, limit],
    );
    return rows.map((row) => ({ ...toReservation(row), usageId: row.usage_id, usage: row.usage }));
  }
}
