import { QueryFailed } from '@arbiter/messaging';

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
