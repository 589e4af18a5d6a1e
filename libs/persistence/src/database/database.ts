import { hash } from 'node:crypto';
import { DependencyDown } from '@arbiter/service';
import type { PoolClient, QueryConfig } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { arrayLiteral } from './array-literal.ts';
import { isConnectionFault } from './connection-fault.ts';

/** Something that statements can be sent to: the database, or a transaction of it. */
export interface Statements {
  /**
   * Sends one statement with its parameters and answers its rows. Many rows go in one statement by `unnest($1::text[], …)`.
   * @throws DependencyDown if the database does not answer; else the driver's error
   */
  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** The service's schema. Injected; repositories alone use it. */
export class Database implements Statements {
  readonly #source: DataSource;

  constructor(source: DataSource) {
    this.#source = source;
  }

  async query<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    await this.connect();
    return rowsOf<Row>(this.#source, sql, parameters);
  }

  /** Runs `work` in one transaction: all of it or none of it. */
  async transaction<Result>(work: (transaction: Statements) => Promise<Result>): Promise<Result> {
    await this.connect();
    const runner = this.#source.createQueryRunner();
    try {
      await translated(runner.startTransaction());
      const result = await work({ query: (sql, parameters = []) => rowsOf(this.#source, sql, parameters, runner) });
      await translated(runner.commitTransaction());
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release().catch(() => undefined);
    }
  }

  /** The database may be away when the service starts: it connects at the first chance, and reconnects by itself. */
  private async connect(): Promise<void> {
    if (this.#source.isInitialized) return;
    this.#connecting ??= translated(this.#source.initialize()).finally(() => {
      this.#connecting = undefined;
    });
    await this.#connecting;
  }

  #connecting: Promise<unknown> | undefined;

  /** Ends all connections. */
  async close(): Promise<void> {
    if (this.#source.isInitialized) await this.#source.destroy();
  }
}

async function rowsOf<Row extends object>(
  source: DataSource,
  sql: string,
  parameters: readonly unknown[],
  runner?: QueryRunner,
): Promise<Row[]> {
  const own = runner ?? source.createQueryRunner();
  try {
    const client = (await translated(own.connect())) as PoolClient;
    const { rows } = await translated(client.query<Row>(statementOf(sql, parameters)));
    return rows;
  } finally {
    if (!runner) await own.release().catch(() => undefined);
  }
}

/**
 * Statements with parameters are prepared once per connection: for the small batches of a quiet hour, parsing and planning
 * would cost more than the work. TypeORM's own way of sending cannot name a statement.
 */
function statementOf(sql: string, parameters: readonly unknown[]): QueryConfig {
  return parameters.length === 0 ? { text: sql } : { name: nameOf(sql), text: sql, values: parameters.map(told) };
}

const told = (parameter: unknown): unknown => (Array.isArray(parameter) ? arrayLiteral(parameter) : parameter);

const names = new Map<string, string>();

/** A statement's name: its digest. Statements are constants of the code, so there are few. */
function nameOf(sql: string): string {
  let name = names.get(sql);
  if (name === undefined) names.set(sql, (name = hash('sha1', sql)));
  return name;
}

async function translated<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw isConnectionFault(error) ? new DependencyDown('database', error) : error;
  }
}
