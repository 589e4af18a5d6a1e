import { ShowPreferences } from '@arbiter/contracts';
import { Queries, QueryFailed } from '@arbiter/messaging';
import { DependencyDown } from '@arbiter/service';
import { Injectable } from '@nestjs/common';

/** Milliseconds for which an answer holds, and for which nobody is asked again who did not answer. */
const FRESH = 600_000;
const SILENT = 30_000;
/** Longest that reading waits for an answer. */
const PATIENCE = 1_000;
/** Most people that are remembered at once. */
const MOST = 10_000;

interface Known {
  readonly zone: string | undefined;
  readonly until: number;
}

/**
 * In which zone people's working days end, where they have said so. It is asked only where a promise has a date, which is rare;
 * without an answer the offset holds that the text was dated with.
 */
@Injectable()
export class Zones {
  readonly #known = new Map<string, Known>();
  #silentUntil = -Infinity;

  constructor(private readonly queries: Queries) {}

  /** An IANA name; undefined where nobody knows, or nobody answers. */
  async of(personId: string): Promise<string | undefined> {
    const now = performance.now();
    const known = this.#known.get(personId);
    if (known && known.until > now) return known.zone;
    if (this.#silentUntil > now) return undefined;
    const zone = await this.#ask(personId);
    if (this.#silentUntil > now) return undefined;
    if (this.#known.size >= MOST) this.#known.clear();
    this.#known.set(personId, { zone, until: now + FRESH });
    return zone;
  }

  async #ask(personId: string): Promise<string | undefined> {
    try {
      const reply = await this.queries.ask(ShowPreferences, { person: { personId } }, { timeoutMs: PATIENCE });
      return reply.preferences.zone;
    } catch (error) {
      if (error instanceof QueryFailed) return undefined;
      if (!(error instanceof DependencyDown)) throw error;
      this.#silentUntil = performance.now() + SILENT;
      return undefined;
    }
  }
}
