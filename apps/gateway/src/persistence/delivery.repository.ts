import { MAX_INLINE_BODY } from '@arbiter/contracts';
import type { DeliverySource } from '@arbiter/forge/webhooks';
import { Database, adding } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { BodyFormat, Incoming, Judgement, Status } from '../accept-delivery/incoming.ts';

/** A delivery with what became of it. */
export type JudgedDelivery = Incoming & { readonly judgement: Judgement };

/** A stored delivery that has to go on its way. */
export interface StoredDelivery {
  readonly id: string;
  readonly source: DeliverySource;
  readonly event: string;
  readonly digest: string;
  readonly format: BodyFormat;
  readonly size: number;
  readonly receivedAt: Date;
  /** It was on its way before: the broker must take it again although it knows it. */
  readonly drive: string | null;
  /** Null where it is too large to travel in an event. */
  readonly body: Buffer | null;
}

export interface Piece {
  readonly format: BodyFormat;
  readonly piece: Buffer;
  readonly size: number;
}

const COLUMNS = `id, source, event, digest, format, size, received_at as "receivedAt", drive,
                 case when size <= ${String(MAX_INLINE_BODY)} then body end as body`;

/** The one table of the gateway. */
@Injectable()
export class DeliveryRepository {
  constructor(private readonly database: Database) {}

  /**
   * Stores deliveries that are not known yet, in one statement, and answers the ids of those. Ignored ones are kept without
   * their body. All bodies travel as one value, which the driver sends as it is: as an array it would have to be escaped.
   */
  async insert(deliveries: readonly JudgedDelivery[]): Promise<ReadonlySet<string>> {
    const bodies = deliveries.map(({ raw, judgement }) => (judgement.status === 'ignored' ? null : raw));
    const rows = await adding((onConflict) =>
      this.database.query<{ id: string }>(
        `insert into delivery (id, source, event, hook_id, sender_id, digest, format, size, status, reason, received_at, body)
       select d.id, source, event, hook_id, sender_id, digest, format, size, status, reason, received_at,
              case when from_byte is not null then substr($13::bytea, from_byte, size) end
         from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[],
                     $9::text[], $10::text[], $11::timestamptz[], $12::int[])
           as d (id, source, event, hook_id, sender_id, digest, format, size, status, reason, received_at, from_byte)
       ${onConflict}
       returning id`,
        [
          deliveries.map(({ id }) => id),
          deliveries.map(({ source }) => source),
          deliveries.map(({ event }) => event),
          deliveries.map(({ hookId }) => hookId),
          deliveries.map(({ senderId }) => senderId),
          deliveries.map(({ digest }) => digest),
          deliveries.map(({ format }) => format),
          deliveries.map(({ raw }) => raw.length),
          deliveries.map(({ judgement }) => judgement.status),
          deliveries.map(({ judgement }) => judgement.reason ?? null),
          deliveries.map(({ receivedAt }) => receivedAt.toISOString()),
          startsOf(bodies),
          Buffer.concat(bodies.filter((body) => body !== null)),
        ],
      ),
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Marks deliveries that were relayed as they came. One that is to be driven again meanwhile still waits for that. */
  async markRelayed(ids: readonly string[]): Promise<void> {
    await this.database.query(
      'update delivery set relayed_at = now() where id = any($1::uuid[]) and relayed_at is null and drive is null',
      [ids],
    );
  }

  /**
   * Hands the oldest deliveries that wait to be relayed to `relay`, and marks those whose ids it answers. Other gateways skip
   * them meanwhile. Answers how many were relayed.
   * @param age least age, milliseconds: younger ones are just being relayed by whoever accepted them
   * @param inHand ids of older ones that are, which are left out
   */
  async relayWaiting(
    limit: number,
    age: number,
    inHand: readonly string[],
    relay: (deliveries: readonly StoredDelivery[]) => Promise<readonly string[]>,
  ): Promise<number> {
    return this.database.transaction(async (transaction) => {
      const waiting = await transaction.query<StoredDelivery>(
        `select ${COLUMNS} from delivery
          where status = 'accepted' and relayed_at is null and received_at < now() - $2 * interval '1 ms'
            and id <> all($3::uuid[])
          order by received_at limit $1 for update skip locked`,
        [limit, age, inHand],
      );
      const relayed = waiting.length === 0 ? [] : await relay(waiting);
      if (relayed.length > 0) {
        await transaction.query('update delivery set relayed_at = now(), drive = null where id = any($1::uuid[])', [
          relayed,
        ]);
      }
      return relayed.length;
    });
  }

  /** Lets the deliveries of the last while be relayed again, once per drive. */
  async driveRecent(drive: string, seconds: number): Promise<void> {
    await this.database.query(
      `update delivery set relayed_at = null, drive = $1
        where status = 'accepted' and received_at > now() - $2 * interval '1 s' and drive is distinct from $1`,
      [drive, seconds],
    );
  }

  /** Lets one accepted delivery be relayed again, if it is older than so many seconds and was relayed before. */
  async driveAgain(id: string, drive: string): Promise<void> {
    await this.database.query(
      `update delivery set relayed_at = null, drive = $2 where id = $1 and status = 'accepted' and relayed_at is not null`,
      [id, drive],
    );
  }

  /** What became of a delivery that came longer ago than so many seconds; undefined for a younger one. */
  async statusOfOlder(id: string, seconds: number): Promise<Status | undefined> {
    const [row] = await this.database.query<{ status: Status }>(
      `select status from delivery where id = $1 and received_at < now() - $2 * interval '1 s'`,
      [id, seconds],
    );
    return row?.status;
  }

  /** A piece of a body, in bytes, with the size of the whole. */
  async readPiece(id: string, offset: number, length: number): Promise<Piece | undefined> {
    const [row] = await this.database.query<Piece>(
      'select format, size, substr(body, $2 + 1, $3) as piece from delivery where id = $1 and body is not null',
      [id, offset, length],
    );
    return row;
  }
}

/** Where each body starts in all of them together, counted from 1; null for none. */
function startsOf(bodies: readonly (Buffer | null)[]): readonly (number | null)[] {
  let next = 1;
  return bodies.map((body) => {
    const start = next;
    next += body?.length ?? 0;
    return body === null ? null : start;
  });
}
