import type { Contact } from '@arbiter/contracts';
import type { Line, Role } from '../persistence/delivery.repository.ts';
import type { Outcome } from './outcome.ts';

/** Something that is to be sent, once. */
export interface Post {
  /** Of this attempt: a channel that can, carries it along, so that the post can be looked for. */
  readonly id: string;
  readonly role: Role;
  /** Undefined: whoever the channel is set up for. */
  readonly contact: Contact | undefined;
  /** In the recipient's language, where it is a message. */
  readonly language: string | undefined;
  readonly lines: readonly Line[];
}

/** What is known after an attempt, and the channel's own name of the post where it has one. */
export type Attempted = Outcome & { readonly remote?: string };

/** A way to reach people. Nothing here decides whether something may be sent. */
export interface Channel {
  readonly name: 'slack' | 'email' | 'teams' | 'webhook';
  /** What it can carry; empty where it is not set up. */
  readonly roles: readonly Role[];
  /** Longest time that one attempt takes, milliseconds. */
  readonly timeout: number;
  /** Sends once and repeats nothing. Never throws; `signal` gives up waiting. */
  send(post: Post, signal: AbortSignal): Promise<Attempted>;
  /** Until when the recipient wants to be left alone by this channel; undefined: not now. Never throws. */
  restUntil?(contact: Contact, now: Date): Promise<Date | undefined>;
  /** Looks whether a post of unknown fate is there: the channel's name of it, `absent`, or undefined if it cannot be told. */
  find?(
    postId: string,
    contact: Contact | undefined,
    sentAt: Date,
  ): Promise<{ readonly remote: string } | 'absent' | undefined>;
  /** Takes the buttons off a post whose proposal is decided. Throws where that did not work. */
  close?(remote: string, said: string): Promise<void>;
}
