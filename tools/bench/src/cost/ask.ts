import { randomUUID } from 'node:crypto';
import type { QueryDefinition } from '@arbiter/contracts';
import type { NatsConnection } from '@nats-io/transport-node';

/** Asks a service as another service would: Nest's envelope on NATS request and reply. */
export async function ask<Request, Reply>(
  broker: NatsConnection,
  query: QueryDefinition<Request, Reply>,
  data: Request,
): Promise<Reply> {
  const payload = JSON.stringify({ pattern: query.subject, data, id: randomUUID() });
  const message = await broker.request(query.subject, payload, { timeout: 60_000 });
  const { response } = message.json<{ response?: { reply?: unknown; error?: { message: string } } }>();
  if (response?.reply === undefined) throw new Error(`${query.subject}: ${response?.error?.message ?? 'no answer'}`);
  return query.parseReply(response.reply);
}
