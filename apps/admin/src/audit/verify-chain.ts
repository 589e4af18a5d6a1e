import type { AuditAnchor, AuditFault, AuditRecorded } from '@arbiter/contracts';
import { GENESIS, type Link, digestOf, linkOf } from './chain.ts';

/** An entry as it is stored; without salt its reason and details were erased. */
export interface StoredEntry extends Link {
  readonly entry: AuditRecorded;
  readonly salt: string | null;
}

/** The action that accounts for erased content; its detail `auditEntries` says of how many entries. */
export const ERASED = 'person.erased';

/** Walks the chain entry by entry, in order, and keeps the first thing that is wrong. */
export class ChainWalk {
  readonly #anchor: AuditAnchor | undefined;
  #head: AuditAnchor | null = null;
  #fault: AuditFault | null = null;
  #erased = 0;
  #accounted = 0;
  #firstErased = 0;

  constructor(anchor?: AuditAnchor) {
    this.#anchor = anchor;
  }

  /** The next entry. */
  take(stored: StoredEntry): void {
    const expected = (this.#head?.seq ?? 0) + 1;
    if (stored.seq !== expected) this.#blame(expected, 'missing');
    if (stored.salt === null) this.#noteErased(stored.seq);
    else if (digestOf(stored.entry, stored.salt) !== stored.digest) this.#blame(stored.seq, 'changed');
    const hash = linkOf(this.#head?.hash ?? GENESIS, stored.seq, stored.digest);
    if (hash !== stored.hash) this.#blame(stored.seq, 'unlinked');
    if (stored.seq === this.#anchor?.seq && stored.hash !== this.#anchor.hash) this.#blame(stored.seq, 'rewritten');
    if (stored.entry.action === ERASED) this.#accounted += Number(stored.entry.details?.['auditEntries'] ?? 0);
    this.#head = { seq: stored.seq, hash: stored.hash };
  }

  /** What was found, once every entry was taken. */
  verdict() {
    const { seq = 0 } = this.#head ?? {};
    if (this.#anchor && this.#anchor.seq > seq) this.#blame(this.#anchor.seq, 'missing');
    if (this.#erased > this.#accounted) this.#blame(this.#firstErased, 'unaccounted');
    return { intact: this.#fault === null, entries: seq, erased: this.#erased, head: this.#head, fault: this.#fault };
  }

  #noteErased(seq: number): void {
    this.#erased += 1;
    if (this.#firstErased === 0) this.#firstErased = seq;
  }

  #blame(seq: number, kind: AuditFault['kind']): void {
    this.#fault ??= { seq, kind };
  }
}
