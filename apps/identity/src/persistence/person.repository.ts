import type { PersonAddress, PersonRecord, PersonTraces } from '@arbiter/contracts';
import { Database, pageOfRecords, type Statements } from '@arbiter/persistence';
import { type Trace, TraceMatcher } from '@arbiter/privacy';
import { Injectable } from '@nestjs/common';

interface AccountRow {
  readonly kind: string;
  readonly value: string;
}

/** Tables whose rows are about one person, those that others point to last; and by which columns. */
const ABOUT = [
  ['attribution', ['person_id']],
  ['trait', ['person_id']],
  ['rejection', ['person_id', 'candidate_id']],
  ['match', ['person_id', 'into_id']],
  ['membership', ['person_id']],
  ['link', ['person_id', 'previous_person_id']],
  ['account', ['person_id']],
  ['directory_user', ['person_id']],
] as const;

/** Who people are: found by whatever names them, handed out, and forgotten. */
@Injectable()
export class PersonRepository {
  constructor(private readonly database: Database) {}

  /** The ids of somebody and of everybody who turned out to be them; none for whom nobody knows. */
  async idsOf(person: PersonAddress): Promise<string[]> {
    const { personId, accounts } = wanted(person);
    const rows = await this.database.query<{ id: string }>(
      `with named as (
         select coalesce(p.alias_of, p.id) as id from person p
         where p.id = $1::uuid or p.id in (
           select a.person_id from account a join unnest($2::text[], $3::text[]) as w (kind, value) using (kind, value))
       )
       select p.id from person p join named n on p.id = n.id or p.alias_of = n.id order by p.alias_of nulls first, p.id`,
      [personId, accounts.map(({ kind }) => kind), accounts.map(({ value }) => value)],
    );
    return rows.map(({ id }) => id);
  }

  /** The people behind accounts that the traces name. */
  idsBehind(traces: readonly Trace[]): Promise<string[]> {
    return idsBehind(this.database, traces);
  }

  /** Everything that they can be recognised by. */
  async tracesOf(personIds: readonly string[]): Promise<Trace[]> {
    const [accounts, traits, users] = await Promise.all([
      this.database.query<AccountRow>(
        `select kind, value from account where person_id = any($1::uuid[])
         union select l.kind, l.value from link l where l.person_id = any($1::uuid[])`,
        [personIds],
      ),
      this.database.query<AccountRow>('select kind, key as value from trait where person_id = any($1::uuid[])', [
        personIds,
      ]),
      this.database.query<{ resource: unknown; user_name: string }>(
        'select resource, user_name from directory_user where person_id = any($1::uuid[])',
        [personIds],
      ),
    ]);
    const found = [
      ...accounts.flatMap(traceOfAccount),
      ...traits.flatMap(({ kind, value }): Trace[] => (kind === 'name' ? [{ kind: 'name', value }] : [])),
      ...users.flatMap(({ resource, user_name: value }) => [userNameOf(value), ...tracesOfUser(resource)]),
    ];
    return [...new Map(found.map((trace) => [JSON.stringify(trace), trace])).values()];
  }

  /** Forgets who they are and what they made. */
  async erase({ personIds, traces }: PersonTraces): Promise<Record<string, number>> {
    return this.database.transaction(async (transaction) => {
      const erased: Record<string, number> = {};
      const met = await idsBehind(transaction, traces);
      const ids = [...new Set([...personIds, ...met])];
      for (const [table, columns] of ABOUT) {
        const rows = await transaction.query(
          `delete from ${table} where ${columns.map((column) => `${column} = any($1::uuid[])`).join(' or ')} returning 1`,
          [ids],
        );
        erased[table] = rows.length;
      }
      const people = await transaction.query(
        'delete from person where id = any($1::uuid[]) or alias_of = any($1::uuid[]) returning id',
        [ids],
      );
      return { ...erased, people: people.length, mailmaps: await maskMailmaps(transaction, traces) };
    });
  }

  /** Accounts, teams, and what directories say. */
  async export({ personIds }: PersonTraces, after?: string): Promise<{ records: PersonRecord[]; next: string | null }> {
    return pageOfRecords(
      this.database,
      `select 'person' as kind, p.id::text as key, to_jsonb(p) as data from person p where p.id = any($1::uuid[])
       union all select 'account', a.kind || ' ' || a.value, to_jsonb(a) from account a where a.person_id = any($1::uuid[])
       union all select 'link', concat_ws(' ', l.kind, l.value, l.number), to_jsonb(l) from link l where l.person_id = any($1::uuid[])
       union all select 'membership', concat_ws(' ', m.person_id, m.number), to_jsonb(m) from membership m where m.person_id = any($1::uuid[])
       union all select 'trait', concat_ws(' ', t.kind, t.key, t.person_id), to_jsonb(t) from trait t where t.person_id = any($1::uuid[])
       union all select 'directory-user', u.id::text, to_jsonb(u) from directory_user u where u.person_id = any($1::uuid[])
       union all select 'attribution', b.forge || ' ' || b.repository_id, jsonb_build_object('forge', b.forge, 'repositoryId', b.repository_id, 'commits', count(*))
                 from attribution b where b.person_id = any($1::uuid[]) group by b.forge, b.repository_id
       union all select 'match', h.id::text, to_jsonb(h) from match h where h.person_id = any($1::uuid[]) or h.into_id = any($1::uuid[])`,
      [personIds],
      after,
    );
  }
}

function wanted(person: PersonAddress): { personId: string | null; accounts: AccountRow[] } {
  if ('personId' in person) return { personId: person.personId, accounts: [] };
  if ('slackId' in person) return { personId: null, accounts: [{ kind: 'slack', value: person.slackId }] };
  if ('email' in person) {
    return { personId: null, accounts: [{ kind: 'email', value: person.email.normalize('NFC').toLowerCase() }] };
  }
  const kinds = ['directory', 'slack'];
  return { personId: null, accounts: kinds.map((kind) => ({ kind, value: person.userId })) };
}

/** An account as texts and documents name it. */
function traceOfAccount({ kind, value }: AccountRow): Trace[] {
  if (kind === 'email') return [{ kind: 'email', value }];
  if (kind === 'slack' || kind === 'directory') return [{ kind: 'user-id', value }];
  return [
    value.startsWith('@') ? { kind: 'login', value: value.slice(1) } : { kind: 'forge-id', value: `${kind}/${value}` },
  ];
}

const userNameOf = (value: string): Trace => ({ kind: value.includes('@') ? 'email' : 'user-id', value });

interface DirectoryUser {
  readonly displayName?: unknown;
  readonly name?: { readonly formatted?: unknown; readonly givenName?: unknown; readonly familyName?: unknown };
  /** SCIM's are objects, those of other directories are texts. */
  readonly emails?: readonly (string | { readonly value?: unknown })[];
}

/** Names and addresses as a directory tells them (RFC 7643). */
function tracesOfUser(resource: unknown): Trace[] {
  const { displayName, name = {}, emails = [] } = (resource ?? {}) as DirectoryUser;
  const whole = [name.givenName, name.familyName].filter((part) => typeof part === 'string').join(' ');
  const names = [displayName, name.formatted, whole].filter(
    (one): one is string => typeof one === 'string' && one.length > 1,
  );
  const addresses = emails
    .map((email) => (typeof email === 'string' ? email : email.value))
    .filter((value): value is string => typeof value === 'string' && value.includes('@'));
  return [
    ...names.map((value): Trace => ({ kind: 'name', value })),
    ...addresses.map((value): Trace => ({ kind: 'email', value })),
  ];
}

/** The people behind the accounts that the traces name, and everybody who turned out to be them. */
async function idsBehind(statements: Statements, traces: readonly Trace[]): Promise<string[]> {
  const accounts = traces.flatMap(({ kind, value }): AccountRow[] => {
    if (kind === 'email') return [{ kind, value: value.normalize('NFC').toLowerCase() }];
    if (kind === 'login') return ['github', 'gitlab'].map((forge) => ({ kind: forge, value: `@${value}` }));
    if (kind === 'user-id') return ['directory', 'slack'].map((place) => ({ kind: place, value }));
    const [forge = '', id = ''] = value.split('/');
    return kind === 'forge-id' ? [{ kind: forge, value: id }] : [];
  });
  const rows = await statements.query<{ id: string }>(
    `with named as (
       select coalesce(p.alias_of, p.id) as id
       from account a join unnest($1::text[], $2::text[]) as w (kind, value) using (kind, value) join person p on p.id = a.person_id
     )
     select distinct p.id from person p join named n on p.id = n.id or p.alias_of = n.id order by p.id`,
    [accounts.map(({ kind }) => kind), accounts.map(({ value }) => value)],
  );
  return rows.map(({ id }) => id);
}

/** A repository's `.mailmap` loses the lines that name them. Bytes stay bytes. */
async function maskMailmaps(transaction: Statements, traces: readonly Trace[]): Promise<number> {
  const matcher = new TraceMatcher(traces);
  const rows = await transaction.query<{ forge: string; repository_id: string; body: Buffer }>(
    'select forge, repository_id, body from mailmap',
  );
  let masked = 0;
  for (const { forge, repository_id, body } of rows) {
    const lines = body.toString('latin1').split('\n');
    const kept = lines.filter((line) => !matcher.matches(Buffer.from(line, 'latin1').toString('utf8')));
    if (kept.length === lines.length) continue;
    masked += 1;
    await transaction.query(
      `update mailmap set body = $3, digest = encode(sha256($3), 'hex') where forge = $1 and repository_id = $2`,
      [forge, repository_id, Buffer.from(kept.join('\n'), 'latin1')],
    );
  }
  return masked;
}
