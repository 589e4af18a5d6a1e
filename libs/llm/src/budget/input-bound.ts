import { Buffer } from 'node:buffer';
import { logger } from '@arbiter/telemetry';
import type { CompletionRequest } from '../providers/provider.ts';

/** What is sent: the words of the system and the form of the answer are always the same, the turns are not. */
export type Sent = Pick<CompletionRequest, 'system' | 'turns' | 'schema'>;

/** Tokens that providers add to each turn, and to a request with a schema or a tool, with room to spare. */
const TURN = 16;
const REQUEST = 600;

/** Counts that must agree before they are believed. */
const ENOUGH = 20;

interface Learned {
  /** The shortest prompt that was counted: the part that is always the same has no more tokens than that. */
  least: number;
  counts: number;
}

/**
 * More tokens than a prompt can have.
 *
 * At first by its bytes: no tokenizer makes more tokens than there are bytes. That is three or four times what is billed,
 * and would keep the last calls that a budget still has room for from being made. So the part that never changes is
 * learned from the provider's own counts: a whole prompt has at least as many tokens as that part of it. A provider whose
 * counts do not agree with each other is not believed again.
 */
export class InputBounds {
  readonly #learned = new Map<string, Learned | 'unbelievable'>();

  /** `of`: who counts, provider and model. */
  bound(of: string, sent: Sent): number {
    const { learned } = this.#known(of, sent);
    return (learned && learned.counts >= ENOUGH ? learned.least : fixedBytes(sent) + REQUEST) + bytesOfTurns(sent);
  }

  /** Takes in what a provider counted for a prompt, cached or not. */
  learn(of: string, sent: Sent, tokens: number): void {
    const { key, learned = { least: Infinity, counts: 0 }, known } = this.#known(of, sent);
    if (known === 'unbelievable') return;
    if (tokens > learned.least + bytesOfTurns(sent)) {
      logger('budget').warn({ of }, 'counts of tokens do not agree with each other, prompts are counted by bytes');
      this.#learned.set(key, 'unbelievable');
      return;
    }
    this.#learned.set(key, { least: Math.min(learned.least, tokens), counts: learned.counts + 1 });
  }

  #known(of: string, { system, schema }: Sent) {
    const key = `${of}\n${schema.name}\n${system}`;
    const known = this.#learned.get(key);
    return { key, known, learned: typeof known === 'object' ? known : undefined };
  }
}

const fixedBytes = ({ system, schema }: Sent): number =>
  Buffer.byteLength(system) + Buffer.byteLength(JSON.stringify(schema)) + TURN;

const bytesOfTurns = ({ turns }: Sent): number =>
  turns.reduce((sum, { text }) => sum + Buffer.byteLength(text) + TURN, 0);
