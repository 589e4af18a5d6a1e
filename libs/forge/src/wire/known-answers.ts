import type { Reply } from './reply.ts';

/** An answer that may be asked for again by its tag. */
interface Known {
  readonly etag: string;
  readonly reply: Reply;
}

const MOST_BYTES = 8 * 1024 * 1024;
const LARGEST = 512 * 1024;

/**
 * What was read before, by address and form: it is asked for again with its tag, and a forge that answers 304 sends nothing and
 * (GitHub) does not count it. Bounded in bytes; the longest unused goes first.
 */
export class KnownAnswers {
  readonly #known = new Map<string, Known>();
  #size = 0;

  find(key: string): Known | undefined {
    const known = this.#known.get(key);
    if (known === undefined) return undefined;
    this.#known.delete(key);
    this.#known.set(key, known);
    return known;
  }

  keep(key: string, reply: Reply): void {
    this.#drop(key);
    const etag = reply.headers.get('etag');
    if (reply.status !== 200 || etag === null || reply.body.length > LARGEST) return;
    this.#known.set(key, { etag, reply });
    this.#size += reply.body.length;
    for (const oldest of this.#known.keys()) {
      if (this.#size <= MOST_BYTES) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const known = this.#known.get(key);
    if (known === undefined) return;
    this.#known.delete(key);
    this.#size -= known.reply.body.length;
  }
}
