import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { BodyFormat } from '../accept-delivery/incoming.ts';

/** A stored body that may name somebody. */
export interface NamingBody {
  readonly id: string;
  readonly format: BodyFormat;
  readonly body: Buffer;
  /** Whether nobody could make sense of it. */
  readonly quarantined: boolean;
}

/** Bodies that are looked at together: they may be large. */
const PAGE = 20;

/** What the deliveries hold of people, and the digests of whoever was erased. */
@Injectable()
export class ErasureRepository {
  constructor(private readonly database: Database) {}

  /** The digests of everybody who was erased, and their key. */
  async forgotten(): Promise<{ readonly key: Buffer; readonly digests: readonly string[] }> {
    const [row] = await this.database.query<{ key: Buffer; digests: string[] }>(
      `select key, (select coalesce(array_agg(digest), '{}') from erased_trace) as digests from erased_key`,
    );
    return row ?? { key: Buffer.alloc(0), digests: [] };
  }

  async remember(digests: readonly string[]): Promise<void> {
    await this.database.query('insert into erased_trace (digest) select unnest($1::text[]) on conflict do nothing', [
      digests,
    ]);
  }

  /**
   * Stored bodies that hold one of the texts, in whatever case, or are one of the deliveries; in the order of their ids.
   * Every body is read: erasures are rare.
   */
  async naming(texts: readonly string[], deliveryIds: readonly string[], after: string): Promise<NamingBody[]> {
    return this.database.query<NamingBody>(
      `select id, format, body, status = 'quarantined' as quarantined from delivery
       where body is not null and id > $3::uuid
         and (id = any($2::uuid[]) or encode(body, 'escape') ilike any($1::text[]))
       order by id limit ${String(PAGE)}`,
      [texts.flatMap(patternsOf), deliveryIds, after],
    );
  }

  /** What is known of deliveries, but their bodies. */
  async describe(ids: readonly string[]): Promise<object[]> {
    return this.database.query(
      `select id, source, event, received_at as "receivedAt", status, size, body is not null as "bodyKept"
       from delivery where id = any($1::uuid[]) order by received_at, id`,
      [ids],
    );
  }

  /** Puts another body in the place of one; null: it is gone, and the delivery will not be relayed again. */
  async replace(id: string, body: Buffer | null): Promise<void> {
    await this.database.query(
      `update delivery set body = $2::bytea, size = coalesce(octet_length($2::bytea), size), format = case when $2::bytea is null then format else 'json' end,
              status = case when $2::bytea is null then 'ignored' else status end,
              reason = case when $2::bytea is null then 'erased with a person' else reason end
       where id = $1`,
      [id, body],
    );
  }
}

/** How a text stands in a body: as it is, as JSON escapes it, and in a form; bytes that are not ASCII as Postgres shows them. */
function patternsOf(text: string): string[] {
  const forms = new Set([text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text)]);
  return [...forms].map((form) => `%${shown(form).replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);
}

const shown = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => {
      if (byte === 0x5c) return String.raw`\\`;
      return byte < 0x80 ? String.fromCharCode(byte) : `\\${byte.toString(8)}`;
    })
    .join('');
