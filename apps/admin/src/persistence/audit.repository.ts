import { randomBytes } from 'node:crypto';
import type { AuditRecorded, ListAudit, RequestOf } from '@arbiter/contracts';
import { Database, type Statements } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import { GENESIS, digestOf, linkOf } from '../audit/chain.ts';
import type { StoredEntry } from '../audit/verify-chain.ts';

const COLUMNS = `seq::int, entry, salt, digest, hash`;

/** The chained entries. Rows are only added; of an erased one, reason, details and salt go, and its place stays. */
@Injectable()
export class AuditRepository {
  constructor(private readonly database: Database) {}

  /** Appends the entries that are new. One writer at a time: each entry follows exactly one other. */
  async append(entries: readonly AuditRecorded[]): Promise<void> {
    const unique = [...new Map(entries.map((entry) => [entry.entryId, entry])).values()];
    if (unique.length === 0) return;
    await this.database.transaction(async (transaction) => {
      await transaction.query(`select pg_advisory_xact_lock(hashtext('admin.audit'))`);
      const fresh = await unknownAmong(transaction, unique);
      if (fresh.length > 0) await insert(transaction, chained(await headOf(transaction), fresh));
    });
  }

  /** Entries that a filter matches, newest first. */
  async page({ personId, action, before, limit }: RequestOf<typeof ListAudit>): Promise<StoredEntry[]> {
    return this.database.query<StoredEntry>(
      `select ${COLUMNS} from audit_entry
       where ($1::uuid is null or person_id = $1) and ($2::text is null or entry->>'action' = $2)
         and ($3::bigint is null or seq < $3)
       order by seq desc limit $4`,
      [personId ?? null, action ?? null, before ?? null, limit],
    );
  }

  /** The entries after a place, in order. */
  async after(seq: number, limit: number): Promise<StoredEntry[]> {
    return this.database.query<StoredEntry>(`select ${COLUMNS} from audit_entry where seq > $1 order by seq limit $2`, [
      seq,
      limit,
    ]);
  }

  /** Entries with a reason or details that hold one of the patterns, as far as they still have them. */
  async saying(likes: readonly string[]): Promise<StoredEntry[]> {
    return this.database.query<StoredEntry>(
      `select ${COLUMNS} from audit_entry
       where salt is not null and coalesce(entry->>'reason', '') || coalesce(entry->>'details', '') ilike any($1::text[])`,
      [likes],
    );
  }

  /**
   * Erases reason, details and salt of what concerns these people, and of these entries; answers of how many. What accounts
   * for erasures stays.
   */
  async erase(personIds: readonly string[], seqs: readonly number[], keep: string): Promise<number> {
    const rows = await this.database.query(
      `update audit_entry set entry = entry - 'reason' - 'details', salt = null
       where (person_id = any($1::uuid[]) or seq = any($2::bigint[])) and salt is not null and entry->>'action' <> $3
         and (entry ? 'reason' or entry ? 'details')
       returning seq`,
      [personIds, seqs, keep],
    );
    return rows.length;
  }
}

async function unknownAmong(transaction: Statements, entries: readonly AuditRecorded[]): Promise<AuditRecorded[]> {
  const rows = await transaction.query<{ entry_id: string }>(
    'select entry_id from audit_entry where entry_id = any($1::uuid[])',
    [entries.map(({ entryId }) => entryId)],
  );
  const known = new Set(rows.map(({ entry_id }) => entry_id));
  return entries.filter(({ entryId }) => !known.has(entryId));
}

async function headOf(transaction: Statements): Promise<{ readonly seq: number; readonly hash: string }> {
  const [head] = await transaction.query<{ seq: number; hash: string }>(
    'select seq::int, hash from audit_entry order by seq desc limit 1',
  );
  return head ?? { seq: 0, hash: GENESIS };
}

function chained(head: { readonly seq: number; readonly hash: string }, entries: readonly AuditRecorded[]) {
  let { seq, hash } = head;
  return entries.map((entry): StoredEntry => {
    const salt = randomBytes(16).toString('hex');
    const digest = digestOf(entry, salt);
    hash = linkOf(hash, ++seq, digest);
    return { seq, entry, salt, digest, hash };
  });
}

async function insert(transaction: Statements, rows: readonly StoredEntry[]): Promise<void> {
  await transaction.query(
    `insert into audit_entry (seq, entry_id, person_id, entry, salt, digest, hash)
     select * from unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::jsonb[], $5::text[], $6::text[], $7::text[])`,
    [
      rows.map(({ seq }) => seq),
      rows.map(({ entry }) => entry.entryId),
      rows.map(({ entry }) => entry.personId ?? null),
      rows.map(({ entry }) => JSON.stringify(entry)),
      rows.map(({ salt }) => salt),
      rows.map(({ digest }) => digest),
      rows.map(({ hash }) => hash),
    ],
  );
}
