import type { Forge } from '@arbiter/contracts';
import { DependencyDown, Postponed } from '@arbiter/service';

const FORGES: Readonly<Record<Forge, string>> = { github: 'GitHub', gitlab: 'GitLab' };

/** It is not there, or not any more, or we may not know that it is (404, 410). Asking again does not help. */
export class Gone extends Error {
  readonly code = 'gone';
  readonly forge: Forge;

  constructor(forge: Forge) {
    super(`${FORGES[forge]} has no such thing, or does not show it to these credentials.`);
    this.name = 'Gone';
    this.forge = forge;
  }
}

/** The credentials are wrong, ended, or do not reach that far (401, 403, 451). */
export class Forbidden extends Error {
  readonly code = 'forbidden';
  readonly forge: Forge;
  /** The forge's own words. */
  readonly words: string;

  constructor(forge: Forge, words: string) {
    super(`${FORGES[forge]} does not allow it: ${words}`);
    this.name = 'Forbidden';
    this.forge = forge;
    this.words = words;
  }
}

/** The forge understood the request and will not do it (400, 406, 409, 413, 422). */
export class Invalid extends Error {
  readonly code = 'invalid';
  readonly forge: Forge;
  readonly status: number;
  /** The forge's own words. */
  readonly words: string;

  constructor(forge: Forge, status: number, words: string) {
    super(`${FORGES[forge]} refused it (${status}): ${words}`);
    this.name = 'Invalid';
    this.forge = forge;
    this.status = status;
    this.words = words;
  }
}

/** An answer that is no answer of a forge: too big, not JSON, of another shape. */
export class Unreadable extends Error {
  readonly code = 'unreadable';
  readonly forge: Forge;

  constructor(forge: Forge, problem: string) {
    super(`The answer of ${FORGES[forge]} cannot be read: ${problem}.`);
    this.name = 'Unreadable';
    this.forge = forge;
  }
}

/**
 * Too many requests with these credentials, and the time to wait is longer than a caller should hold on. Work with other
 * credentials goes on.
 */
export class RateLimited extends Postponed {
  readonly code = 'rate-limited';
  readonly forge: Forge;
  /** When it may be asked again. */
  override readonly until: Date;

  constructor(forge: Forge, until: Date) {
    super(`${FORGES[forge]} limits the rate of requests.`, until);
    this.name = 'RateLimited';
    this.forge = forge;
    this.until = until;
  }
}

/** The forge does not answer, or answers with faults of its own, after all attempts. */
export class ForgeDown extends DependencyDown {
  readonly code = 'forge-down';
  readonly forge: Forge;

  constructor(forge: Forge, cause?: unknown) {
    super(FORGES[forge], cause);
    this.name = 'ForgeDown';
    this.forge = forge;
  }
}

/** No credentials for this forge. */
export class ForgeNotConfigured extends Error {
  readonly code = 'forge-not-configured';
  readonly forge: Forge;

  constructor(forge: Forge) {
    super(
      forge === 'github'
        ? 'GitHub is not configured: set ARBITER_GITHUB_TOKEN, or ARBITER_GITHUB_APP_ID with its private key.'
        : 'GitLab is not configured: set ARBITER_GITLAB_TOKEN.',
    );
    this.name = 'ForgeNotConfigured';
    this.forge = forge;
  }
}
