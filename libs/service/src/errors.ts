/**
 * A dependency is away. It is not the fault of the work in hand: whoever meets it waits and tries again, and does not
 * count it as a failed attempt.
 */
export class DependencyDown extends Error {
  readonly dependency: string;

  constructor(dependency: string, cause?: unknown) {
    super(`${dependency} does not answer`, { cause });
    this.name = 'DependencyDown';
    this.dependency = dependency;
  }
}

/**
 * This work cannot be done yet, and other work can: a budget that is used up, a text that a provider does not get through.
 * Whoever handles messages lets its neighbours go on, and takes it up again later; it is no failed attempt.
 */
export class Postponed extends Error {
  /** When it is worth trying again; undefined: nobody knows. */
  readonly until: Date | undefined;

  constructor(message: string, until?: Date, cause?: unknown) {
    super(message, { cause });
    this.name = 'Postponed';
    this.until = until;
  }
}
