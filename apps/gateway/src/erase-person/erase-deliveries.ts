import type { ErasureReceipt, PersonTraces, WritingTrace } from '@arbiter/contracts';
import { scrub, Database } from '@arbiter/persistence';
import { type Trace, TraceMatcher, discover, redact } from '@arbiter/privacy';
import { Injectable } from '@nestjs/common';
import { documentText } from '../accept-delivery/document.ts';
import { ErasureRepository, type NamingBody } from '../persistence/erasure.repository.ts';
import { EraseCaches } from './erase-caches.ts';
import { ForgottenPeople } from './forgotten-people.ts';

const FIRST = '00000000-0000-0000-0000-000000000000';
/** Rounds of looking for names beside names: an address leads to a login, a login to another address. */
const ROUNDS = 3;

/** Takes people out of the deliveries as they came, and keeps them out. */
@Injectable()
export class EraseDeliveries {
  constructor(
    private readonly erasures: ErasureRepository,
    private readonly forgotten: ForgottenPeople,
    private readonly caches: EraseCaches,
    private readonly database: Database,
  ) {}

  /** Further traces that stand beside the known ones in what was delivered. */
  async discover({ traces }: PersonTraces): Promise<Trace[]> {
    const known = new Map(traces.map((trace) => [JSON.stringify(trace), trace]));
    for (let round = 0, before = 0; round < ROUNDS && known.size > before; round++) {
      before = known.size;
      const matcher = new TraceMatcher([...known.values()]);
      for await (const { body, format } of this.naming([...known.values()], [])) {
        for (const trace of discover(parsed(body, format), matcher)) known.set(JSON.stringify(trace), trace);
      }
    }
    return [...known.values()].slice(0, 1000);
  }

  /** From now on the door forgets them; what was delivered before is redacted, and caches lose what they may hold. */
  async erase({
    traces,
    writings,
  }: PersonTraces & { readonly writings: readonly WritingTrace[] }): Promise<ErasureReceipt> {
    await this.forgotten.forget(traces);
    const matcher = new TraceMatcher(traces);
    let deliveries = 0;
    for await (const stored of this.naming(
      traces,
      writings.flatMap(({ deliveryId }) => deliveryId ?? []),
    )) {
      if (await this.redact(stored, matcher)) deliveries += 1;
    }
    const { masked, deleted } = await scrub(this.database, traces);
    return { erased: { deliveries, fields: masked + deleted, cached: await this.caches.erase(matcher) }, waiting: 0 };
  }

  private async redact({ id, body, format, quarantined }: NamingBody, matcher: TraceMatcher): Promise<boolean> {
    const document = parsed(body, format);
    if (document === undefined) {
      await this.erasures.replace(id, null);
      return true;
    }
    const redacted = JSON.stringify(redact(document, matcher));
    if (redacted === JSON.stringify(document)) return false;
    // Whose words stand in what nobody understood cannot be told: it goes as a whole.
    await this.erasures.replace(id, quarantined ? null : Buffer.from(redacted));
    return true;
  }

  private async *naming(traces: readonly Trace[], deliveryIds: readonly string[]): AsyncGenerator<NamingBody> {
    const texts = traces.map(({ kind, value }) => (kind === 'forge-id' ? value.slice(value.indexOf('/') + 1) : value));
    for (let after = FIRST; ;) {
      const page = await this.erasures.naming(texts, deliveryIds, after);
      yield* page;
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.id;
    }
  }
}

/** The document; undefined where there is none in it. */
function parsed(body: Buffer, format: NamingBody['format']): unknown {
  try {
    return JSON.parse(documentText(body, format) ?? '') as unknown;
  } catch {
    return undefined;
  }
}
