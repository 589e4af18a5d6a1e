import type pg from 'pg';

/** Inserts rows into a table, all in one statement, however many; those that are there already stay as they are. */
export type Insert = (into: Target, rows: readonly (readonly unknown[])[]) => Promise<void>;

export interface Target {
  readonly table: string;
  /** Name and type of each column, in the rows' order; `text::uuid[]` is sent as text and stored as the other. */
  readonly columns: Readonly<Record<string, string>>;
  /** What makes a row one. */
  readonly key: string;
  readonly indexes?: readonly string[];
  /** Columns that fill themselves. */
  readonly defaults?: string;
}

export function inserterOf(database: pg.Pool): Insert {
  return async ({ table, columns }, rows) => {
    if (rows.length === 0) return;
    const names = Object.keys(columns);
    const types = Object.values(columns).map((type) => type.split('::'));
    const parameters = types.map(([type], index) => `$${String(index + 1)}::${type ?? ''}[]`);
    const values = types.map(([type, stored = type], index) => `${names[index] ?? ''}::${stored ?? ''}`);
    await database.query(
      `insert into ${table} (${names.join(', ')})
       select ${values.join(', ')} from unnest(${parameters.join(', ')}) as row (${names.join(', ')}) on conflict do nothing`,
      names.map((_, column) => rows.map((row) => row[column])),
    );
  };
}
