import { z } from 'zod';
import { type EventSubject, defineEvent } from '../core/event.ts';
import { personJourney } from '../core/journey-key.ts';
import { Instant } from '../vocabulary/forge.ts';

/**
 * How it is known that two are one, strongest first: the operator or their directory says so, somebody signed in as both,
 * a commit is signed, a repository's `.mailmap` says so, a forge's own address, the same user name, the same name.
 */
export const Evidence = z.enum(['directory', 'sign-in', 'signature', 'mailmap', 'noreply', 'user-name', 'name']);
export type Evidence = z.infer<typeof Evidence>;

export const PersonMatched = z.object({
  /** Of this match alone: two that are parted and matched again are matched by another. */
  matchId: z.uuid(),
  /** Who they were taken for until now. */
  personId: z.uuid(),
  /** Who they are. What is attributed to `personId`, and to whoever was matched to `personId`, is theirs from now on. */
  intoId: z.uuid(),
  evidence: Evidence,
  at: Instant,
});
export type PersonMatched = z.infer<typeof PersonMatched>;

/** Declares an event that tells one thing of a match. */
const defineMatchEvent = (subject: EventSubject) =>
  defineEvent({
    subject,
    schema: PersonMatched,
    key: ({ matchId }) => matchId,
    journeys: ({ personId }) => [personJourney(personId)],
  });

/** Somebody turned out to be somebody else: whoever keeps things by person puts them together. */
export const PersonMatchedEvent = defineMatchEvent('identity.person.matched.v1');

/** The match was wrong, and is undone: the two are two again, each with what was theirs. */
export const PersonPartedEvent = defineMatchEvent('identity.person.parted.v1');
