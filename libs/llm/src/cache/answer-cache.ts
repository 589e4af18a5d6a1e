import { TokenUsage } from '@arbiter/contracts';
import { count } from '@arbiter/telemetry';
import { hash } from 'node:crypto';
import { z } from 'zod';
import { type ModelTask, schemaOf } from '../ask/conversation.ts';
import type { Written } from '../ask/paid-models.ts';
import type { AnswerUsage, Question, RepositoryClass } from '../language-model.ts';
import type { RoutedModel } from '../routing/routes.ts';
import type { CacheStore } from './cache-store.ts';
import { type Encoder, characterGrams, cosine, packed, unpacked } from './encoder.ts';
import { guardsOf } from './guards.ts';

/** Nearer than this, and equal in all that the guards compare, is the same. */
const NEAR = 0.95;

/** Most answers that are looked through for a near one. */
const CANDIDATES = 64;

const Entry = z.object({
  wire: z.unknown(),
  tokens: TokenUsage,
  /** Of the text that it answered; only where near texts may use it. */
  vector: z.string().optional(),
});
type Entry = z.infer<typeof Entry>;

/** A question as the cache knows it. */
export interface Asked<Input, Answer> {
  readonly task: ModelTask<Input, Answer>;
  readonly question: Question<Input>;
  readonly by: RoutedModel;
  readonly repositories: RepositoryClass;
}

export interface Hit {
  readonly wire: unknown;
  readonly how: 'exact-cache' | 'semantic-cache';
  /** What the answer took when it was paid for: what is saved now. */
  readonly usage: AnswerUsage;
}

/**
 * Answers that were paid for, kept for the same question and, where the task allows it, for nearly the same. It keeps what
 * a model wrote, never what was made of it: whom and which day a text means depends on who wrote it, and when.
 *
 * Whatever fails in here is no hit: work goes on without.
 */
export class AnswerCache {
  readonly #store: CacheStore;
  readonly #ttl: number;
  readonly #encoder: Encoder;

  constructor(store: CacheStore, ttlSeconds: number, encoder: Encoder = characterGrams) {
    this.#store = store;
    this.#ttl = ttlSeconds;
    this.#encoder = encoder;
  }

  async find<Input, Answer>(asked: Asked<Input, Answer>): Promise<Hit | undefined> {
    const entry = await this.#find(asked).catch(() => undefined);
    if (!entry) return undefined;
    const { task, question, by } = asked;
    count('llmCacheHits', { ...by, task: task.name });
    const identity = [exactKeyOf(asked), question.key, task.render(question.input)].join('\n');
    const usage = {
      usageId: `cache-${hash('sha256', identity, 'base64url')}`,
      ...by,
      tokens: entry.tokens,
      at: new Date().toISOString(),
      savedBy: entry.how,
    };
    return { wire: entry.wire, how: entry.how, usage };
  }

  async keep<Input, Answer>(asked: Asked<Input, Answer>, { wire, usages }: Written): Promise<void> {
    const usage = usages.at(-1);
    if (!usage || usage.estimated === true) return;
    const { near } = asked.task.model;
    const entry: Entry = { wire, tokens: usage.tokens };
    await Promise.allSettled([
      this.#store.set(exactKeyOf(asked), JSON.stringify(entry), this.#ttl),
      near &&
        this.#store.push(
          nearKeyOf(asked, this.#encoder),
          JSON.stringify({ ...entry, vector: packed(this.#encoder.encode(near.text(asked.question.input))) }),
          CANDIDATES,
          this.#ttl,
        ),
    ]);
  }

  async #find<Input, Answer>(asked: Asked<Input, Answer>): Promise<(Entry & Pick<Hit, 'how'>) | undefined> {
    const { model } = asked.task;
    const { input } = asked.question;
    const fitting = (entry: Entry): boolean => {
      const { success, data } = model.wire.safeParse(entry.wire);
      return success && model.fits(data, input);
    };
    const same = await this.#store.get(exactKeyOf(asked));
    const entry = same === null ? undefined : Entry.parse(JSON.parse(same));
    if (entry && fitting(entry)) return { ...entry, how: 'exact-cache' };
    const near = model.near && (await this.#nearest(asked, model.near.text(input)));
    return near && fitting(near) ? { ...near, how: 'semantic-cache' } : undefined;
  }

  /** The nearest of the answers whose guards are equal: those are part of the key. */
  async #nearest<Input, Answer>(asked: Asked<Input, Answer>, text: string): Promise<Entry | undefined> {
    const entries = await this.#store.list(nearKeyOf(asked, this.#encoder));
    if (entries.length === 0) return undefined;
    const vector = this.#encoder.encode(text);
    let best: { readonly entry: Entry; readonly nearness: number } | undefined;
    for (const kept of entries) {
      const entry = Entry.parse(JSON.parse(kept));
      const nearness = entry.vector === undefined ? 0 : cosine(vector, unpacked(entry.vector));
      if (nearness >= NEAR && nearness > (best?.nearness ?? 0)) best = { entry, nearness };
    }
    return best?.entry;
  }
}

/** What answers must have in common besides the text. */
function partitionOf<Input, Answer>({ task, question, by, repositories }: Asked<Input, Answer>): string {
  const { system } = task.model.prompt(question.input);
  const organization = question.account?.subject.organization ?? '';
  const schema = JSON.stringify(schemaOf(task.model.wire));
  return [organization, repositories, task.name, task.version, by.provider, by.model, system, schema].join('\n');
}

function exactKeyOf<Input, Answer>(asked: Asked<Input, Answer>): string {
  const { user } = asked.task.model.prompt(asked.question.input);
  return `arbiter:llm:same:${hash('sha256', `${partitionOf(asked)}\n${normalised(user)}`, 'base64url')}`;
}

function nearKeyOf<Input, Answer>(asked: Asked<Input, Answer>, encoder: Encoder): string {
  const { near } = asked.task.model;
  const { input } = asked.question;
  const guards = near ? guardsOf(near.text(input), near.cues(input)) : '';
  return `arbiter:llm:near:${hash('sha256', [partitionOf(asked), encoder.name, guards].join('\n'), 'base64url')}`;
}

/** White space and the form of letters say nothing. */
const normalised = (text: string): string => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
