/**
 * What can go wrong with one call: Slack's own words, `ratelimited` with its header, `http_500`; `silent` does what was
 * asked and never answers, `cut` does it and drops the connection, `lost` does nothing and drops it, `late` does it so
 * many milliseconds after the connection was dropped.
 */
export type SlackFault =
  { readonly answer: string } | 'ratelimited' | 'http_500' | 'silent' | 'cut' | 'lost' | { readonly late: number };

/** Faults by method, each for one call, in order. */
export class Faults {
  readonly #next = new Map<string, SlackFault[]>();

  add(method: string, faults: readonly SlackFault[]): void {
    this.#next.set(method, [...(this.#next.get(method) ?? []), ...faults]);
  }

  take(method: string): SlackFault | undefined {
    return this.#next.get(method)?.shift();
  }
}
