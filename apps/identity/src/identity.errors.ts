import { QueryFailed } from '@arbiter/messaging';
import type { Outcome } from './match-people/plan-matches.ts';

/** One of the addresses of a bulk is none. Says which, and never quotes it. */
export class NotAnAddress extends QueryFailed {
  constructor(index: number) {
    super(
      'not-an-address',
      `links[${String(index)}] needs an e-mail address such as jane@example.org, or a user id.`,
      422,
    );
  }
}

/** A bulk gives one account to two people. Says which of its links, and never quotes the account. */
export class GivenTwice extends QueryFailed {
  constructor(index: number, again: number) {
    super(
      'given-twice',
      `links[${String(index)}] and links[${String(again)}] give one account to two people. Say whose it is.`,
      422,
    );
  }
}

/** There is no such person. */
export class UnknownPerson extends QueryFailed {
  constructor() {
    super('person-not-found', 'No person has this id.', 404);
  }
}

const WHY_NOT: Readonly<Record<Exclude<Outcome, 'matched' | 'already-one' | 'unknown-person'>, string>> = {
  'different-kinds': 'One is an automaton, and an automaton is never a person.',
  'too-weak': 'A name alone matches nobody.',
  'both-known': 'The directory tells them apart.',
  crowd: 'This would make one person of a crowd. Say confirm if that is what you mean.',
};

/** Two people are not made one; the code says why. */
export class CannotMatch extends QueryFailed {
  constructor(why: keyof typeof WHY_NOT) {
    super(why === 'crowd' ? 'crowd-merge' : 'cannot-merge', WHY_NOT[why], 409);
  }
}

/** Whoever should be parted was not matched to anybody. */
export class NotMatched extends QueryFailed {
  constructor() {
    super('not-merged', 'This person counts as nobody else.', 409);
  }
}

/** The installation visits no such directory. */
export class DirectoryNotConfigured extends QueryFailed {
  constructor(variable: string) {
    super('directory-not-configured', `${variable} is not set.`, 409);
  }
}

/** A directory does not answer, or not as it should. Says what happened, and quotes nothing of what came. */
export class DirectoryUnreachable extends QueryFailed {
  constructor(what: string, cause?: unknown) {
    super('directory-unreachable', what, 502);
    this.cause = cause;
  }
}
