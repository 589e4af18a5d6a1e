import { stableId } from '@arbiter/service';

/** Where an account is known: an e-mail address, a forge, a Slack workspace, or the operator's own directory. */
export type AccountKind = 'email' | 'github' | 'gitlab' | 'slack' | 'directory';

/**
 * One way to name a person. On a forge the value is the numeric id, which survives renames, or `@login` where only the
 * login is known; a forge that is not the configured one follows behind the id: `7@users.noreply.git.example.org`.
 */
export interface Account {
  readonly kind: AccountKind;
  readonly value: string;
}

/** Kind and value in one word, as a key of maps. */
export const keyOf = ({ kind, value }: Account): string => `${kind}:${value}`;

/**
 * The person that an account stands for while nobody has said otherwise. Made of the account alone, so that it does not
 * matter which replica meets it first, or in which order commits arrive.
 */
export const ownPersonOf = ({ kind, value }: Account): string => stableId('person', kind, value);
