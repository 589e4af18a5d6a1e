import { Client } from 'pg';

/** The rows of every table of every service, as text, in one order: `identity.person` -> rows. */
export type Tables = Readonly<Record<string, readonly string[]>>;

/** What every installation draws by lot. */
const SECRETS = ['gateway.erased_key'];

/** Ids that are made of the time at which something was driven again. */
const MADE_OF_TIMES = ['drive'];

const TABLES = `
  select table_schema || '.' || table_name as name,
         array_agg(quote_ident(column_name)) filter (
           where data_type not like 'timestamp%' and not column_name = any($1)
         ) as columns
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
   where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'bench')
     and not table_schema || '.' || table_name = any($2)
   group by table_schema, table_name order by name`;

/** Reads everything that the services have stored, but for times. */
export async function readTables(databaseUrl: string): Promise<Tables> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string; columns: string }>(TABLES, [MADE_OF_TIMES, SECRETS]);
    const read: Record<string, readonly string[]> = {};
    for (const { name, columns } of tables) {
      const list = Array.isArray(columns) ? columns.join(', ') : columns.slice(1, -1);
      const { rows } = await client.query<{ row: string }>(
        `select row_to_json(it)::text as row from (select ${list} from ${name}) as it order by 1`,
      );
      read[name] = rows.map(({ row }) => row);
    }
    return read;
  } finally {
    await client.end();
  }
}

/** The rows that only one of both has, a few of each table: empty where all are equal. */
export function differenceOf(one: Tables, other: Tables): Record<string, { only: string[]; otherOnly: string[] }> {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  const differences = [...names].map((name) => {
    const [rows, otherRows] = [one[name] ?? [], other[name] ?? []];
    const difference = { only: missing(rows, otherRows), otherOnly: missing(otherRows, rows) };
    return [name, difference] as const;
  });
  return Object.fromEntries(differences.filter(([, { only, otherOnly }]) => only.length + otherOnly.length > 0));
}

const SHOWN = 5;

/** Rows of the first that the second lacks; tables without a key may hold a row several times. */
function missing(rows: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const row of others) left.set(row, (left.get(row) ?? 0) + 1);
  const lacking = rows.filter((row) => {
    const count = left.get(row) ?? 0;
    left.set(row, count - 1);
    return count <= 0;
  });
  return lacking.slice(0, SHOWN);
}
