import { type Account, keyOf } from '../accounts/account.ts';
import type { Claim } from '../accounts/claim.ts';
import { type Trait, traitsOf } from './traits.ts';

/** What a claim says of somebody besides their account. */
export interface Hint {
  readonly key: string;
  readonly account: Account;
  readonly traits: readonly Trait[];
}

/** Most hints that a process remembers: whatever is forgotten is written down once more, which changes nothing. */
const MOST = 50_000;

/**
 * What was written down of people already. Somebody may be named differently each time, and which name comes first is chance:
 * every one of them counts, so that nothing depends on the order of messages.
 */
export class SeenHints {
  #keys = new Set<string>();

  /** The hints that this process has not met. */
  fresh(claims: readonly Claim[]): readonly Hint[] {
    const hints = new Map<string, Hint>();
    for (const { canonical, bot, name, handle } of claims) {
      if (!canonical || bot) continue;
      const key = JSON.stringify([keyOf(canonical), name, handle]);
      if (this.#keys.has(key) || hints.has(key)) continue;
      hints.set(key, { key, account: canonical, traits: traitsOf([canonical], { name, handle }) });
    }
    return [...hints.values()];
  }

  /** These are written down. */
  keep(hints: readonly Hint[]): void {
    if (this.#keys.size > MOST) this.#keys = new Set();
    for (const { key } of hints) this.#keys.add(key);
  }
}
