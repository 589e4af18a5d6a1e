import { DigestedTraces, type Trace, digestOf, redact } from '@arbiter/privacy';
import { Recurring } from '@arbiter/service';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { documentText } from '../accept-delivery/document.ts';
import type { Incoming } from '../accept-delivery/incoming.ts';
import { ErasureRepository } from '../persistence/erasure.repository.ts';

/** Milliseconds after which a gateway knows whom another one was told to forget. */
const LOOK_EVERY = 5_000;

/** Whoever was erased stays so: at the door they are taken out of everything that is sent anew. */
@Injectable()
export class ForgottenPeople implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #recurring = new Recurring('forgotten-people', LOOK_EVERY, () => this.look());
  #people = new DigestedTraces(Buffer.alloc(0), []);

  constructor(private readonly erasures: ErasureRepository) {}

  async onApplicationBootstrap(): Promise<void> {
    // Without a database the gateway opens all the same; the next look finds them.
    await this.look().catch(() => undefined);
    this.#recurring.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#recurring.end();
  }

  async look(): Promise<void> {
    const { key, digests } = await this.erasures.forgotten();
    this.#people = new DigestedTraces(key, digests);
  }

  /** Forgets people by these traces from now on. */
  async forget(traces: readonly Trace[]): Promise<void> {
    const { key } = await this.erasures.forgotten();
    await this.erasures.remember(traces.filter(({ kind }) => kind !== 'name').map((trace) => digestOf(key, trace)));
    await this.look();
  }

  /** The delivery without them. Its id and digest stay those of what was sent, so that a repetition is known as one. */
  clean(incoming: Incoming): Incoming {
    if (this.#people.none) return incoming;
    const text = documentText(incoming.raw, incoming.format);
    if (text === undefined) return incoming;
    const cleaned = this.#without(text);
    return cleaned === undefined ? incoming : { ...incoming, raw: Buffer.from(cleaned), format: 'json' };
  }

  /** Undefined where nothing had to be taken out. */
  #without(text: string): string | undefined {
    try {
      const document = JSON.parse(text) as unknown;
      const redacted = JSON.stringify(redact(document, this.#people));
      return redacted === JSON.stringify(document) ? undefined : redacted;
    } catch {
      // Whose words stand in it nobody can tell: it is kept, empty, as something that could not be read.
      return this.#people.mask(text) === text ? undefined : '';
    }
  }
}
