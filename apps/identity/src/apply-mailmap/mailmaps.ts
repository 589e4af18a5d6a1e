import { Mailmap } from '@arbiter/authorship';
import type { PushRef } from '@arbiter/contracts';
import { Injectable } from '@nestjs/common';
import { MailmapRepository, type Place } from '../persistence/mailmap.repository.ts';

/** Read files that are kept in memory, at most: the largest known has some two thousand lines. */
const KEPT = 50;
/** For so long it is not asked again whether a repository has one, milliseconds: pushes come in crowds. */
const FRESH = 1_000;
/** Repositories of which that is remembered, at most. */
const REMEMBERED = 10_000;

/** What was found when it was asked last. */
interface Known {
  readonly digest: string | undefined;
  readonly until: number;
}

/** The `.mailmap` files of repositories, as they were a second ago at most. */
@Injectable()
export class Mailmaps {
  readonly #read = new Map<string, Mailmap>();
  readonly #known = new Map<string, Known>();

  constructor(private readonly repository: MailmapRepository) {}

  /** Those of the pushes' repositories, in their order; undefined where there is none. */
  async of(pushes: readonly Pick<PushRef, 'forge' | 'repository'>[]): Promise<readonly (Mailmap | undefined)[]> {
    const places = pushes.map(({ forge, repository }): Place => ({ forge, repositoryId: repository.id }));
    const now = performance.now();
    await this.#ask(
      distinct(places).filter((place) => (this.#known.get(keyOf(place))?.until ?? 0) <= now),
      now,
    );
    return Promise.all(
      places.map(async (place) => {
        const digest = this.#known.get(keyOf(place))?.digest;
        return digest === undefined ? undefined : await this.#mailmap(digest);
      }),
    );
  }

  /** A file was changed here: what was found before does not hold any more. */
  forget(): void {
    this.#known.clear();
  }

  async #ask(places: readonly Place[], now: number): Promise<void> {
    if (places.length === 0) return;
    const found = new Map((await this.repository.digests(places)).map((place) => [keyOf(place), place.digest]));
    if (this.#known.size > REMEMBERED) this.#known.clear();
    for (const place of places) this.#known.set(keyOf(place), { digest: found.get(keyOf(place)), until: now + FRESH });
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
