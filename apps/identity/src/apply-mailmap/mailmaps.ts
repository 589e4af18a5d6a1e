import { Mailmap } from '@arbiter/authorship';
import type { PushRef } from '@arbiter/contracts';
import { Injectable } from '@nestjs/common';
import { MailmapRepository, type Place } from '../persistence/mailmap.repository.ts';

/** Read files that are kept in memory, at most: the largest known has some two thousand lines. */
const KEPT = 50;

/** The `.mailmap` files of repositories, as they are now. Reading one costs more than asking whether it is still the same. */
@Injectable()
export class Mailmaps {
  readonly #read = new Map<string, Mailmap>();

  constructor(private readonly repository: MailmapRepository) {}

  /** Those of the pushes' repositories, in their order; undefined where there is none. */
  async of(pushes: readonly Pick<PushRef, 'forge' | 'repository'>[]): Promise<readonly (Mailmap | undefined)[]> {
    const places = pushes.map(({ forge, repository }): Place => ({ forge, repositoryId: repository.id }));
    const found = await this.repository.digests(distinct(places));
    const mailmaps = new Map<string, Mailmap>();
    for (const place of found) mailmaps.set(keyOf(place), await this.#mailmap(place.digest));
    return places.map((place) => mailmaps.get(keyOf(place)));
  }

  async #mailmap(digest: string): Promise<Mailmap> {
    const known = this.#read.get(digest);
    if (known) return known;
    const mailmap = new Mailmap((await this.repository.body(digest))?.toString('latin1') ?? '');
    const [oldest] = this.#read.keys();
    if (oldest !== undefined && this.#read.size >= KEPT) this.#read.delete(oldest);
    this.#read.set(digest, mailmap);
    return mailmap;
  }
}

const keyOf = ({ forge, repositoryId }: Place): string => `${forge}/${repositoryId}`;

const distinct = (places: readonly Place[]): readonly Place[] => [
  ...new Map(places.map((place) => [keyOf(place), place])).values(),
];
