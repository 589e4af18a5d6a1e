import type { DeliverySource } from '@arbiter/forge/webhooks';
import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { BodyFormat, Judgement } from '../accept-delivery/incoming.ts';

/** A delivery that is authentic, but made no sense when it came. */
export interface HeldDelivery {
  readonly id: string;
  readonly source: DeliverySource;
  readonly event: string;
  readonly reason: string;
  /** Of the body, bytes. */
  readonly size: number;
  readonly receivedAt: Date;
}

interface HeldBody {
  readonly format: BodyFormat;
  readonly raw: Buffer;
}

const COLUMNS = `id, source, event, coalesce(reason, '') as reason, size, received_at as "receivedAt"`;
/** Whose body is gone can be neither looked at nor judged. */
const HELD = `status = 'quarantined' and body is not null`;

/** The deliveries in quarantine. */
@Injectable()
export class QuarantineRepository {
  constructor(private readonly database: Database) {}

  /** Newest first, and how many there are in all. @param before only older ones than this delivery */
  async list(limit: number, before?: string): Promise<{ readonly items: HeldDelivery[]; readonly total: number }> {
    const items = await this.database.query<HeldDelivery>(
      `select ${COLUMNS} from delivery
        where ${HELD} and ($2::uuid is null or (received_at, id) < (select received_at, id from delivery where id = $2))
        order by received_at desc, id desc limit $1`,
      [limit, before ?? null],
    );
    const [row] = await this.database.query<{ total: string }>(`select count(*) as total from delivery where ${HELD}`);
    return { items, total: Number(row?.total) };
  }

  async holds(id: string): Promise<boolean> {
    const rows = await this.database.query(`select from delivery where id = $1 and ${HELD}`, [id]);
    return rows.length > 0;
  }

  /** One with its body; undefined where it is not in quarantine. */
  async find(id: string): Promise<(HeldDelivery & HeldBody) | undefined> {
    const [row] = await this.database.query<HeldDelivery & HeldBody>(
      `select ${COLUMNS}, format, body as raw from delivery where id = $1 and ${HELD}`,
      [id],
    );
    return row;
  }

  /**
   * Notes what a delivery was judged anew to be; as always, what is ignored is kept without its body. Answers whether it was
   * still in quarantine: meanwhile it may have been released, or a person in it erased.
   */
  async judged(id: string, { status, reason }: Judgement): Promise<boolean> {
    const rows = await this.database.query(
      `update delivery set status = $2, reason = $3, body = case when $2 <> 'ignored' then body end
        where id = $1 and ${HELD} returning id`,
      [id, status, reason ?? null],
    );
    return rows.length > 0;
  }
}
