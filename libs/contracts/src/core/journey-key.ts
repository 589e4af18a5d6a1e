/**
 * Names one thing that travels: `commit/github/1296269/<sha>`, `change/gitlab/7/12`, `delivery/<id>`, `budget/<id>`.
 * It is the key of the journal and of item spans; it never holds personal data.
 */
export type JourneyKey = `${JourneyKind}/${string}`;
export type JourneyKind = 'delivery' | 'commit' | 'change' | 'comment' | 'message' | 'budget' | 'person' | 'audit';

interface Located {
  readonly forge: string;
  readonly repository: { readonly id: string };
}

export const deliveryJourney = (deliveryId: string): JourneyKey => `delivery/${deliveryId}`;

export const commitJourney = (place: Located, sha: string): JourneyKey =>
  `commit/${place.forge}/${place.repository.id}/${sha}`;

export const changeJourney = (place: Located, number: number): JourneyKey =>
  `change/${place.forge}/${place.repository.id}/${String(number)}`;

export const commentJourney = (place: Located, commentId: string): JourneyKey =>
  `comment/${place.forge}/${place.repository.id}/${commentId}`;

export const messageJourney = (messageId: string): JourneyKey => `message/${messageId}`;

export const budgetJourney = (budgetId: string): JourneyKey => `budget/${budgetId}`;

/** What becomes of a person as a whole: matched, merged, erased. */
export const personJourney = (personId: string): JourneyKey => `person/${personId}`;

export const auditJourney = (entryId: string): JourneyKey => `audit/${entryId}`;

/** The kind of thing that a journey key names. */
export const kindOfJourney = (key: JourneyKey): JourneyKind => key.slice(0, key.indexOf('/')) as JourneyKind;

/**
 * The trace id of a commit is the first 32 hex digits of its SHA, so that whoever knows the commit can find its trace.
 * Everything else continues the trace it came in: undefined.
 */
export function traceIdOfJourney(key: JourneyKey): string | undefined {
  if (!key.startsWith('commit/')) return undefined;
  return key.slice(key.lastIndexOf('/') + 1).slice(0, 32);
}
