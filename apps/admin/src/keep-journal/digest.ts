import { hash } from 'node:crypto';
import { type JourneyKey, traceIdOfJourney } from '@arbiter/contracts';

/** What a commit's journey begins with: the first half of its trace id. */
const COMMIT = /^[0-9a-f]{16}/;

/**
 * A journey's id in the journal: 16 bytes, as a UUID's text. A commit's begins with the first 16 digits of its SHA, so
 * that the primary key finds it by a prefix of the SHA, in whichever repository it stands; the rest is the key's digest.
 */
export function journeyId(key: JourneyKey): string {
  const digest = hash('sha256', key, 'hex');
  const start = COMMIT.exec(traceIdOfJourney(key) ?? '')?.[0];
  return asUuid(start === undefined ? digest.slice(0, 32) : start + digest.slice(0, 16));
}

/** The ids that journeys of commits with this SHA, or this beginning of one, have: both bounds included. */
export function journeyIdsOf(sha: string): { readonly from: string; readonly to: string } {
  const start = sha.slice(0, 16);
  return { from: asUuid(start.padEnd(32, '0')), to: asUuid(start.padEnd(32, 'f')) };
}

/** 32 hex digits as Postgres writes them. */
const asUuid = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;

/** Eight bytes that stand for a fact, as a signed decimal. They need to differ within one journey and leg only. */
export function factDigest(fact: string): string {
  return hash('sha256', fact, 'buffer').readBigInt64BE().toString();
}
