import type { DeliveryAccepted } from '@arbiter/contracts';
import { jetstream } from '@nats-io/jetstream';
import { connect, headers } from '@nats-io/transport-node';
import type pg from 'pg';

const SUBJECT = 'gateway.delivery.accepted.v1';
const MARK_EVERY_MS = 100;
const END = Buffer.from('}');

export type BarePublish = (delivery: { readonly id: string; readonly digest: string; readonly body: Buffer }) => void;

/** Publishes deliveries and marks those that the broker has, many at once. */
export async function barePublisher(natsUrl: string, database: pg.Pool): Promise<BarePublish> {
  const stream = jetstream(await connect({ servers: natsUrl, name: 'bare-gateway' }));
  let published: string[] = [];
  setInterval(() => {
    if (published.length === 0) return;
    const ids = published;
    published = [];
    void database.query('update bench.delivery set relayed_at = now() where id = any($1::uuid[])', [ids]);
  }, MARK_EVERY_MS).unref();
  return ({ id, digest, body }) => {
    const receivedAt = new Date().toISOString();
    const size = body.length;
    const event: DeliveryAccepted = { deliveryId: id, source: 'github', event: 'push', receivedAt, digest, size };
    const told = Buffer.from(`${JSON.stringify(event).slice(0, -1)},"document":`);
    const sent = headers();
    sent.set('ce-specversion', '1.0');
    sent.set('ce-id', `${SUBJECT}/${id}`);
    sent.set('ce-type', `dev.arbiter.${SUBJECT}`);
    sent.set('ce-source', '/arbiter/gateway');
    sent.set('ce-time', receivedAt);
    void stream
      .publish(SUBJECT, Buffer.concat([told, body, END]), { msgID: `${SUBJECT}/${id}`, headers: sent })
      .then(() => published.push(id));
  };
}
