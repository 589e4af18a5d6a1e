import { hash } from 'node:crypto';
import { type JourneyKey, traceIdOfJourney } from '@arbiter/contracts';

/**
 * A journey's id in the journal: 16 bytes, as 32 hex digits. A commit's begins with the first 16 digits of its SHA, so
 * that the primary key finds it by a prefix of the SHA, in whichever repository it stands; the rest is the key's digest.
 */
export function journeyId(key: JourneyKey): string {
  const digest = hash('sha256', key, 'hex');
  const sha = traceIdOfJourney(key);
  return sha === undefined ? digest.slice(0, 32) : sha.slice(0, 16) + digest.slice(0, 16);
}

/** The ids that journeys of commits with this SHA, or this beginning of one, have: both bounds included. */
export function journeyIdsOf(sha: string): { readonly from: string; readonly to: string } {
  const start = sha.slice(0, 16);
  return { from: start.padEnd(32, '0'), to: start.padEnd(32, 'f') };
}

/** Eight bytes that stand for a fact, as a signed decimal. They need to differ within one journey and leg only. */
export function factDigest(fact: string): string {
  return hash('sha256', fact, 'buffer').readBigInt64BE().toString();
}
