import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { DEAD_LETTER_STREAM } from '@arbiter/contracts';
import { DependencyDown } from '@arbiter/service';
import { JetStreamApiError, type JetStreamManager } from '@nats-io/jetstream';
import { Injectable } from '@nestjs/common';
import type { Broker } from '../connection/broker.ts';
import type { Publisher } from '../publish/publisher.ts';
import { HEADER } from '../wire/header.ts';
import { headersOf } from '../wire/headers.ts';
import { type DeadLetter, deadLetterOf } from './dead-letter.ts';

/** Which dead letters to list. */
export interface DeadLetterQuery {
  readonly service?: string;
  readonly limit?: number;
  /** Those before this place only: the last one of the page before. */
  readonly beforeSeq?: number;
}

/** How to drive dead letters again. */
export interface ReplayOptions {
  /** Only say what would be done. */
  readonly dryRun?: boolean;
  /** At most so many a second. */
  readonly rate?: number;
  /** Names the repetition; one is made where none is given. */
  readonly drive?: string;
}

/** What became of one letter: `missing` when there is none at this place. */
export interface DeadLetterOutcome {
  readonly seq: number;
  readonly outcome: 'replayed' | 'would-replay' | 'dropped' | 'missing';
  readonly subject?: string;
}

/** Letters read at once. */
const CHUNK = 64;

/** How long a broker may take to come back before it counts as down, milliseconds. */
const PATIENCE = 2_000;

/** The dead letters of all services, for the operator's room. Every method throws DependencyDown without a broker. */
@Injectable()
export class DeadLetters {
  readonly #broker: Broker;
  readonly #publisher: Publisher;

  constructor(broker: Broker, publisher: Publisher) {
    this.#broker = broker;
    this.#publisher = publisher;
  }

  /** The newest letters, newest first. */
  async list({ service, limit = 50, beforeSeq = Infinity }: DeadLetterQuery = {}): Promise<readonly DeadLetter[]> {
    const { first_seq: first, last_seq: last } = await this.#state();
    const found: DeadLetter[] = [];
    for (let top = Math.min(last, beforeSeq - 1); top >= first && found.length < limit; top -= CHUNK) {
      const seqs = Array.from({ length: Math.min(CHUNK, top - first + 1) }, (_, index) => top - index);
      const letters = await Promise.all(seqs.map((seq) => this.get(seq)));
      found.push(
        ...letters
          .filter((letter) => letter !== undefined)
          .filter((letter) => (service ?? letter.service) === letter.service),
      );
    }
    return found.slice(0, limit);
  }

  /** The letters after a place, oldest first: for whoever follows them, like the journal. */
  async after(seq: number, limit = 100): Promise<readonly DeadLetter[]> {
    const found: DeadLetter[] = [];
    for (let next = seq + 1; found.length < limit;) {
      const letter = await this.#read({ seq: next, next_by_subj: 'dlq.>' });
      if (letter === undefined) break;
      found.push(letter);
      next = letter.seq + 1;
    }
    return found;
  }

  /** One letter, if there is one at this place. */
  get(seq: number): Promise<DeadLetter | undefined> {
    return this.#read({ seq });
  }

  /** How many letters there are. */
  async count(): Promise<number> {
    return (await this.#state()).messages;
  }

  /**
   * Publishes letters again where they came from, under a new drive, and removes each once that is acknowledged. What is
   * done already is not done twice: receivers know the event by its id.
   */
  async replay(seqs: readonly number[], options: ReplayOptions = {}): Promise<readonly DeadLetterOutcome[]> {
    const drive = options.drive ?? randomUUID();
    const outcomes: DeadLetterOutcome[] = [];
    for (const [index, seq] of seqs.entries()) {
      if (options.rate !== undefined && index > 0) await delay(1000 / options.rate);
      outcomes.push(await this.#replayOne(seq, drive, options.dryRun === true));
    }
    return outcomes;
  }

  /** Removes letters for good. */
  async drop(seqs: readonly number[]): Promise<readonly DeadLetterOutcome[]> {
    const outcomes: DeadLetterOutcome[] = [];
    for (const seq of seqs) outcomes.push({ seq, outcome: (await this.#remove(seq)) ? 'dropped' : 'missing' });
    return outcomes;
  }

  async #replayOne(seq: number, drive: string, dryRun: boolean): Promise<DeadLetterOutcome> {
    const letter = await this.get(seq);
    if (letter === undefined) return { seq, outcome: 'missing' };
    const { subject } = letter.origin;
    if (dryRun) return { seq, outcome: 'would-replay', subject };
    const payload = new TextEncoder().encode(letter.data);
    await this.#publisher.store({ subject, payload, headers: headersOf(again(letter, drive)) });
    await this.#remove(seq);
    return { seq, outcome: 'replayed', subject };
  }

  #remove(seq: number): Promise<boolean> {
    return this.#ask(async ({ streams }) => {
      if ((await streams.getMessage(DEAD_LETTER_STREAM, { seq })) === null) return false;
      return streams.deleteMessage(DEAD_LETTER_STREAM, seq);
    });
  }

  #read(query: { readonly seq: number; readonly next_by_subj?: string }): Promise<DeadLetter | undefined> {
    return this.#ask(async ({ streams }) => {
      const stored = await streams.getMessage(DEAD_LETTER_STREAM, query);
      return stored === null ? undefined : deadLetterOf(stored);
    });
  }

  #state() {
    return this.#ask(async ({ streams }) => (await streams.info(DEAD_LETTER_STREAM)).state);
  }

  async #ask<Answer>(question: (manager: JetStreamManager) => Promise<Answer>): Promise<Answer> {
    await this.#broker.whenUp(PATIENCE);
    try {
      return await question(await this.#broker.manager());
    } catch (error) {
      throw error instanceof JetStreamApiError ? error : new DependencyDown('broker', error);
    }
  }
}

/** The headers of an event that is driven again: its own, without what made it a dead letter. */
function again({ seq, id, headers }: DeadLetter, drive: string): Record<string, string | undefined> {
  return {
    ...headers,
    ...Object.fromEntries(OF_DEAD_LETTERS.map((name) => [name, undefined])),
    [HEADER.drive]: drive,
    [HEADER.messageId]: `${id ?? `${DEAD_LETTER_STREAM}/${String(seq)}`}~${drive}`,
  };
}

const OF_DEAD_LETTERS = [
  HEADER.error,
  HEADER.attempts,
  HEADER.journeys,
  HEADER.originStream,
  HEADER.originSequence,
  HEADER.originSubject,
  HEADER.deadAt,
  HEADER.itemSpans,
];
