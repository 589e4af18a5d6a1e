import { Database, type Statements } from '@arbiter/persistence';

/** The process ends here. What was committed stays, what was not is gone, and so is everything in memory. */
export class Crash extends Error {}

/** Lets the process end before or after one of its steps. */
export class CrashPoint {
  #left = Number.POSITIVE_INFINITY;

  /** Ends it at so many steps from now. */
  arm(steps: number): void {
    this.#left = steps;
  }

  disarm(): void {
    this.#left = Number.POSITIVE_INFINITY;
  }

  /** Between two steps. */
  pass(): void {
    this.#left -= 1;
    if (this.#left === 0) throw new Crash();
  }

  /** Does something with a possible end before and after. */
  async around<Result>(work: () => Promise<Result>): Promise<Result> {
    this.pass();
    const result = await work();
    this.pass();
    return result;
  }
}

/** The real database; the process may end before and after every statement and every commit. */
export class CrashingDatabase extends Database {
  constructor(
    private readonly real: Database,
    private readonly point: CrashPoint,
  ) {
    super(undefined as never);
  }

  override query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]> {
    return this.point.around(() => this.real.query<Row>(sql, parameters));
  }

  override transaction<Result>(work: (transaction: Statements) => Promise<Result>): Promise<Result> {
    return this.point.around(() =>
      this.real.transaction((transaction) =>
        work({ query: (sql, parameters) => this.point.around(() => transaction.query(sql, parameters)) }),
      ),
    );
  }
}
