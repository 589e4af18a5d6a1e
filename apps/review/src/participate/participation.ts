import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import { ParticipationRepository, type Said } from '../persistence/participation.repository.ts';
import { type Written, written } from '../read-writings/written.ts';
import type { ReviewConfig } from '../review.config.ts';

/** Milliseconds for which a process relies on what it knows: so soon does a word hold in other processes. */
const FRESH = 2_000;

const CHANNELS = { commit: 'commits', change: 'changes', comment: 'comments', message: 'messages' } as const;

/** Whose texts are read for promises, and whose are not. */
@Injectable()
export class Participation {
  #said: Said = new Map();
  #readAt = -Infinity;

  constructor(
    private readonly participants: ParticipationRepository,
    @Inject(CONFIG) private readonly config: ReviewConfig,
  ) {}

  /** The texts, those that nobody may read without their words: what they say is not known from here on. */
  async respect(texts: readonly Written[]): Promise<readonly Written[]> {
    const said = await this.#whatIsSaid();
    if (said.size === 0 && this.config.ARBITER_READ_REPOSITORIES === 'all') return texts;
    return texts.map((text) => (this.#takesPart(text, said) ? text : silent(text)));
  }

  /** Somebody has said something: it holds here at once. */
  forget(): void {
    this.#readAt = -Infinity;
  }

  #takesPart({ source, author }: Written, said: Said): boolean {
    if (author && said.has(`person ${author.id}`) && said.get(`person ${author.id}`) !== 'in') return false;
    if (said.get(`channel ${CHANNELS[source.kind]}`) === 'out') return false;
    if (source.kind === 'message') return true;
    const state = said.get(`repository ${source.forge}/${source.repository.id}`);
    return state === undefined ? this.config.ARBITER_READ_REPOSITORIES === 'all' : state === 'in';
  }

  async #whatIsSaid(): Promise<Said> {
    if (performance.now() - this.#readAt > FRESH) {
      this.#said = await this.participants.all();
      this.#readAt = performance.now();
    }
    return this.#said;
  }
}

const silent = ({ source, writtenAt, author, deliveryId }: Written): Written =>
  written(source, { text: '', writtenAt, author }, deliveryId);
