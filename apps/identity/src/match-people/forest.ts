import type { Evidence } from '@arbiter/contracts';

/** A person as far as matching is concerned. */
export interface Tree {
  readonly id: string;
  readonly kind: 'human' | 'bot';
  readonly standing: 'known' | 'provisional';
  /** How many persons, this one included, count as this one. */
  readonly members: number;
}

/** One person counts as another. */
export interface Match {
  readonly personId: string;
  readonly intoId: string;
  readonly evidence: Evidence;
}

/** What has to be written down. */
export interface ForestChanges {
  readonly parted: readonly Match[];
  readonly matched: readonly Match[];
  /** People who stand for themselves now and whose aliases have changed. */
  readonly roots: readonly string[];
  /** Roots who are known from now on, because somebody known counts as them. */
  readonly named: readonly string[];
}

/**
 * Who counts as whom, as far as it was loaded. Matches make no circle: each person leads to exactly one who counts as
 * nobody else. Taking one match back leaves all others as they are, in whatever order they were made.
 */
export class Forest {
  readonly #trees: Map<string, Tree>;
  readonly #parents: Map<string, Match>;
  readonly #parted = new Map<string, Match>();
  readonly #matched = new Map<string, Match>();
  readonly #named = new Set<string>();
  readonly #touched = new Set<string>();

  /** @param trees everybody who was loaded; `members` counts for those who stand for themselves */
  constructor(trees: readonly Tree[], matches: readonly Match[]) {
    this.#trees = new Map(trees.map((tree) => [tree.id, tree]));
    this.#parents = new Map(matches.map((match) => [match.personId, match]));
  }

  /** Whom a person counts as; undefined for nobody we know. */
  rootOf(personId: string): Tree | undefined {
    let at = personId;
    for (let match = this.#parents.get(at); match; match = this.#parents.get(at)) at = match.intoId;
    return this.#trees.get(at);
  }

  /** What is known of a person themselves; undefined for nobody we know. */
  standingOf(personId: string): Tree['standing'] | undefined {
    return this.#trees.get(personId)?.standing;
  }

  /** Whom a person was matched to, if they were. */
  matchOf(personId: string): Match | undefined {
    return this.#parents.get(personId);
  }

  /** Lets a person who stands for themselves count as another one who does. */
  match(person: Tree, into: Tree, evidence: Evidence): void {
    const match = { personId: person.id, intoId: into.id, evidence };
    this.#parents.set(person.id, match);
    this.#matched.set(person.id, match);
    if (person.standing === 'known' && into.standing !== 'known') this.#named.add(into.id);
    const standing = person.standing === 'known' ? 'known' : into.standing;
    this.#trees.set(into.id, { ...into, standing, members: into.members + person.members });
    this.#touched.add(person.id).add(into.id);
  }

  /** Takes back that somebody counts as another. */
  part(personId: string): void {
    const match = this.#parents.get(personId);
    if (!match) return;
    this.#touched.add(personId).add(match.intoId);
    this.#parents.delete(personId);
    if (!this.#matched.delete(personId)) this.#parted.set(personId, match);
  }

  /**
   * Lets a person count as another, by a word that outranks whatever was known: what says otherwise is taken back, also
   * that the other counts as them.
   */
  move(personId: string, intoId: string): void {
    if (personId === intoId || this.#parents.get(personId)?.intoId === intoId) return;
    this.part(personId);
    for (let at = intoId; ;) {
      const match = this.#parents.get(at);
      if (!match) break;
      if (match.intoId === personId) this.part(at);
      at = match.intoId;
    }
    const person = this.#trees.get(personId);
    const into = this.rootOf(intoId);
    if (person && into && person.id !== into.id) this.match(person, into, 'directory');
  }

  get changes(): ForestChanges {
    const roots = [...this.#touched].flatMap((id) => this.rootOf(id)?.id ?? []);
    return {
      parted: [...this.#parted.values()],
      matched: [...this.#matched.values()],
      roots: [...new Set(roots)],
      named: [...this.#named],
    };
  }
}
