import { type Trace, TraceMatcher } from '@arbiter/privacy';
import type { Database } from '../database/database.ts';

/** A column that can hold words, and how its value is written back. */
interface Column {
  readonly table: string;
  readonly column: string;
  /** `text`, `jsonb` or `text[]`: what its masked text is cast to. */
  readonly type: string;
  /** It is part of a key: then rows that hold a trace go as a whole. */
  readonly key: boolean;
}

/** Tables that say how the schema came about. */
const OWN = ['migration', 'typeorm_metadata'];
/** Rows that are read at once. */
const PAGE = 500;

/**
 * Makes every mention of a person unreadable, in whatever column of the service's schema it stands, also in those that are
 * added later: a net below what each service erases by its own knowledge. Reads whole tables; erasures are rare.
 * @param except tables that are looked after otherwise
 * @returns how many fields were masked, and rows deleted
 */
export async function scrub(
  database: Database,
  traces: readonly Trace[],
  except: readonly string[] = [],
): Promise<{ masked: number; deleted: number }> {
  const matcher = new TraceMatcher(traces);
  const likes = traces.map(({ value }) => likeOf(value));
  const done = { masked: 0, deleted: 0 };
  if (likes.length === 0) return done;
  for (const column of await columnsOf(database, except)) {
    if (column.key) done.deleted += await deleteRows(database, column, likes, matcher);
    else done.masked += await maskColumn(database, column, likes, matcher);
  }
  return done;
}

/** A pattern that also fits the value as JSON writes it, and a name whose words stand further apart. */
const likeOf = (value: string): string => {
  const written = JSON.stringify(value)
    .slice(1, -1)
    .replaceAll(/[\\%_]/g, String.raw`\$&`);
  return `%${written.trim().replaceAll(/\s+/g, '%')}%`;
};

async function columnsOf(database: Database, except: readonly string[]): Promise<Column[]> {
  return database.query<Column>(
    `select c.table_name as table, c.column_name as column, format_type(a.atttypid, null) as type,
            exists (select from pg_index i where i.indrelid = a.attrelid and i.indisprimary and a.attnum = any(i.indkey)) as key
     from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     join pg_attribute a on a.attrelid = format('%I.%I', c.table_schema, c.table_name)::regclass and a.attname = c.column_name
     where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
       and format_type(a.atttypid, null) in ('text', 'character varying', 'jsonb', 'json', 'text[]', 'jsonb[]')
       and c.table_name <> all($1::text[])
       and not exists (select from pg_inherits h where h.inhrelid = a.attrelid)
     order by 1, 2`,
    [[...OWN, ...except]],
  );
}

interface Found {
  readonly place: string;
  readonly part: string;
  readonly text: string;
}

/** Names come from the catalogue, not from anybody's input. */
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

async function maskColumn(
  database: Database,
  { table, column, type }: Column,
  likes: string[],
  matcher: TraceMatcher,
): Promise<number> {
  const [from, field] = [quoted(table), quoted(column)];
  let masked = 0;
  let after = { part: '0', place: '(0,0)' };
  for (;;) {
    const rows = await database.query<Found>(
      `select tableoid::text as part, ctid::text as place, ${field}::text as text from ${from}
       where ${field}::text ilike any($1::text[]) and (tableoid, ctid) > ($2::oid, $3::tid)
       order by tableoid, ctid limit ${String(PAGE)}`,
      [likes, after.part, after.place],
    );
    const changed = rows
      .map((row) => ({ ...row, text: matcher.mask(row.text), before: row.text }))
      .filter(({ text, before }) => text !== before);
    await database.query(
      `update ${from} t set ${field} = m.text::${type}
       from unnest($1::oid[], $2::tid[], $3::text[]) as m (part, place, text) where t.tableoid = m.part and t.ctid = m.place`,
      [changed.map(({ part }) => part), changed.map(({ place }) => place), changed.map(({ text }) => text)],
    );
    masked += changed.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return masked;
    after = last;
  }
}

async function deleteRows(
  database: Database,
  { table, column }: Column,
  likes: string[],
  matcher: TraceMatcher,
): Promise<number> {
  const [from, field] = [quoted(table), quoted(column)];
  const rows = await database.query<Found>(
    `select tableoid::text as part, ctid::text as place, ${field}::text as text from ${from} where ${field}::text ilike any($1::text[])`,
    [likes],
  );
  const theirs = rows.filter(({ text }) => matcher.matches(text));
  await database.query(
    `delete from ${from} t using unnest($1::oid[], $2::tid[]) as m (part, place) where t.tableoid = m.part and t.ctid = m.place`,
    [theirs.map(({ part }) => part), theirs.map(({ place }) => place)],
  );
  return theirs.length;
}
