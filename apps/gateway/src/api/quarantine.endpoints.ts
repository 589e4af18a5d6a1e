import { AuditRecordedEvent } from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Caller } from '../doors/api-key.ts';
import { Problem } from '../http/problem.ts';
import { type HeldDelivery, QuarantineRepository } from '../persistence/quarantine.repository.ts';
import { ReleaseDelivery } from '../quarantine/release-delivery.ts';
import { endpoint, type Endpoints } from './endpoint.ts';
import { Limit } from './parameters.ts';

const tag = 'Quarantine';

const Held = z.object({
  delivery: z.uuid(),
  source: z.string().describe('Where it came from.'),
  event: z.string().describe("The sender's word for it."),
  reason: z.string().describe('Why it could not be processed.'),
  size: z.int().describe('Of its body, bytes.'),
  receivedAt: z.string(),
});
const One = z.object({ delivery: z.uuid().describe('As the list and the answer to the webhook name it.') });
const Judged = z.object({
  delivery: z.uuid(),
  status: z.enum(['accepted', 'ignored', 'quarantined', 'not-held']).describe('not-held: it is not in quarantine.'),
  reason: z.string().optional(),
});
/** Each body is read and judged while the caller waits. */
const AT_ONCE = 100;

/** Deliveries that are authentic but made no sense: what the operator can see and do of them. */
@Injectable()
export class QuarantineEndpoints implements Endpoints {
  readonly endpoints = [
    endpoint({
      method: 'GET',
      path: '/v1/quarantine',
      tag,
      summary: 'Deliveries that were authentic but could not be processed, newest first.',
      input: z.object({
        limit: Limit,
        before: z.uuid().optional().describe("Only older ones than this delivery: a page's `next`."),
      }),
      output: z.object({ items: z.array(Held), total: z.int(), next: z.uuid().nullable() }),
      run: async ({ limit, before }) => {
        const { items, total } = await this.quarantine.list(limit, before);
        return { items: items.map(toHeld), total, next: items.length < limit ? null : (items.at(-1)?.id ?? null) };
      },
    }),
    endpoint({
      method: 'GET',
      path: '/v1/quarantine/:delivery',
      tag,
      summary: 'One of them with its body as it came. It may hold personal data.',
      input: One,
      output: Held.extend({ encoding: z.enum(['utf8', 'base64']).describe('Of the body.'), body: z.string() }),
      run: async ({ delivery }, caller) => {
        const held = await this.quarantine.find(delivery);
        if (held === undefined) throw new Problem('delivery-not-held');
        await this.#note(caller, 'delivery.looked-at', delivery);
        const encoding = isUtf8(held.raw) ? ('utf8' as const) : ('base64' as const);
        return { ...toHeld(held), encoding, body: held.raw.toString(encoding) };
      },
    }),
    endpoint({
      method: 'POST',
      path: '/v1/quarantine/release',
      tag,
      summary: 'Judges them anew, as if they came now. What is accepted goes on its way within seconds.',
      input: z.object({ deliveries: z.array(z.uuid()).min(1).max(AT_ONCE) }),
      output: z.object({ items: z.array(Judged) }),
      run: async ({ deliveries }, caller) => {
        const items: z.infer<typeof Judged>[] = [];
        for (const delivery of deliveries) items.push(await this.#release(delivery, caller));
        return { items };
      },
    }),
  ];

  constructor(
    private readonly quarantine: QuarantineRepository,
    private readonly release: ReleaseDelivery,
    private readonly events: Events,
  ) {}

  async #release(delivery: string, caller: Caller): Promise<z.infer<typeof Judged>> {
    if (!(await this.quarantine.holds(delivery))) return { delivery, status: 'not-held' };
    await this.#note(caller, 'delivery.judged-anew', delivery);
    const { status, reason } = (await this.release.run(delivery)) ?? { status: 'not-held' };
    return { delivery, status, ...(reason !== undefined && { reason }) };
  }

  /** In the audit log, before it is done: nothing goes unnoted. */
  #note({ kind, id }: Caller, action: string, delivery: string): Promise<void> {
    return this.events.publish(AuditRecordedEvent, {
      entryId: randomUUID(),
      at: new Date().toISOString(),
      service: 'gateway',
      actor: { kind, id },
      action,
      object: { kind: 'delivery', id: delivery },
    });
  }
}

const toHeld = ({ id, source, event, reason, size, receivedAt }: HeldDelivery): z.infer<typeof Held> => ({
  delivery: id,
  source,
  event,
  reason,
  size,
  receivedAt: receivedAt.toISOString(),
});
