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
