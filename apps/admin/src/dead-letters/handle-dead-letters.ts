import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { AdminDeadLetter, DeadLetterSelection, ShowDeadLetterResponse } from '@arbiter/contracts';
import { DeadLetters } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { AdminError } from '../admin.errors.ts';
import { DeadLetterRepository } from '../persistence/dead-letter.repository.ts';
import { toLetter } from './letter.ts';

const PAGE = 50;
const LARGEST_PAGE = 1000;

/** What an operator can do with dead letters. */
@Injectable()
export class HandleDeadLetters {
  constructor(
    private readonly deadLetters: DeadLetters,
    private readonly letters: DeadLetterRepository,
  ) {}

  /** Those that wait, newest first, and how many there are. */
  async list(page: {
    readonly service: string | undefined;
    readonly limit: number | undefined;
    readonly beforeId: number | undefined;
  }): Promise<{ items: AdminDeadLetter[]; total: number }> {
    const filter = { service: page.service };
    const [items, total] = await Promise.all([
      this.letters.list(filter, Math.min(page.limit ?? PAGE, LARGEST_PAGE), page.beforeId),
      this.letters.count(filter),
    ]);
    return { items, total };
  }

  /** @throws AdminError where there is none */
  async show(id: number): Promise<ShowDeadLetterResponse> {
    const letter = id > 0 ? await this.deadLetters.get(id) : undefined;
    if (letter === undefined) throw new AdminError('dead-letter-unknown');
    return { letter: toLetter(letter), headers: letter.headers, body: letter.data };
  }

  /** The ids that a selection names, of letters that still wait. @throws AdminError where it is not clear */
  async select(selection: DeadLetterSelection | null | undefined): Promise<number[]> {
    const { ids = [], service = '', all = false } = selection ?? {};
    const ways = [ids.length > 0, service !== '', all].filter(Boolean).length;
    if (ways !== 1) throw new AdminError('selection-unclear');
    const found = await this.letters.ids({
      ids: ids.length > 0 ? ids : undefined,
      service: service === '' ? undefined : service,
    });
    if (ids.length > 0 && found.length === 0) throw new AdminError('dead-letter-unknown');
    return found;
  }

  /** Drives letters again, at most `rate` a second; answers the ids of those that were sent. */
  async replay(ids: readonly number[], rate: number | undefined): Promise<number[]> {
    const drive = randomUUID();
    const sent: number[] = [];
    for (const [index, id] of ids.entries()) {
      if (rate !== undefined && index > 0) await delay(1000 / rate);
      const [result] = await this.deadLetters.replay([id], { drive });
      const replayed = result?.outcome === 'replayed';
      if (replayed) sent.push(id);
      // Gone from the stream: too old, or somebody else was quicker.
      await this.letters.settle(id, replayed ? 'replayed' : 'dropped');
    }
    return sent;
  }

  /** Gives letters up for good; answers the ids of those that were there. */
  async drop(ids: readonly number[]): Promise<number[]> {
    const dropped: number[] = [];
    for (const id of ids) {
      const [result] = await this.deadLetters.drop([id]);
      if (result?.outcome === 'dropped') dropped.push(id);
      await this.letters.settle(id, 'dropped');
    }
    return dropped;
  }
}
