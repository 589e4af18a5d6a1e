import type { AuditRecorded } from '@arbiter/contracts';
import { describe, expect, it } from '@jest/globals';
import { GENESIS, digestOf, linkOf } from './chain.ts';
import { ChainWalk, type StoredEntry } from './verify-chain.ts';

const entry = (number: number, more: Partial<AuditRecorded> = {}): AuditRecorded => ({
  entryId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  at: '2026-11-18T10:00:00Z',
  service: 'notifier',
  actor: { kind: 'service', id: 'notifier' },
  action: 'intervention.decided',
  reason: 'because',
  ...more,
});

function chainOf(...entries: AuditRecorded[]): StoredEntry[] {
  let hash = GENESIS;
  return entries.map((one, index) => {
    const digest = digestOf(one, 'salt');
    hash = linkOf(hash, index + 1, digest);
    return { seq: index + 1, entry: one, salt: 'salt', digest, hash };
  });
}

const faultOf = (entries: readonly StoredEntry[], anchor?: ConstructorParameters<typeof ChainWalk>[0]) => {
  const walk = new ChainWalk(anchor);
  for (const one of entries) walk.take(one);
  return walk.verdict().fault;
};

const chain = chainOf(entry(1), entry(2), entry(3));
const [first, second, third] = chain as [StoredEntry, StoredEntry, StoredEntry];

/** The same entry without what can be erased. */
const erased = (stored: StoredEntry): StoredEntry => {
  const { reason: _, ...kept } = stored.entry;
  return { ...stored, entry: kept, salt: null };
};

describe('the chain of the audit log', () => {
  it('is intact as it was written, in whatever order an entry names its fields', () => {
    const { reason, ...rest } = second.entry;
    expect(faultOf([first, { ...second, entry: { ...(reason && { reason }), ...rest } }, third])).toBeNull();
    expect(faultOf([])).toBeNull();
  });

  it('shows an entry that was changed', () => {
    const changed = { ...second, entry: { ...second.entry, action: 'intervention.rejected' } };
    expect(faultOf([first, changed, third])).toEqual({ seq: 2, kind: 'changed' });
  });

  it('shows an entry that was changed together with its digest', () => {
    const other = entry(2, { action: 'intervention.rejected' });
    const changed = { ...second, entry: other, digest: digestOf(other, 'salt') };
    expect(faultOf([first, changed, third])).toEqual({ seq: 2, kind: 'unlinked' });
  });

  it('shows an entry that is gone, at its beginning, in the middle, and at its end by an anchor', () => {
    expect(faultOf([second, third])).toEqual({ seq: 1, kind: 'missing' });
    expect(faultOf([first, third])).toEqual({ seq: 2, kind: 'missing' });
    expect(faultOf([first, second])).toBeNull();
    expect(faultOf([first, second], { seq: 3, hash: third.hash })).toEqual({ seq: 3, kind: 'missing' });
  });

  it('shows a log that was rewritten as a whole to whoever noted an anchor down', () => {
    const rewritten = chainOf(entry(1), entry(2, { reason: 'another' }), entry(3));
    expect(faultOf(rewritten)).toBeNull();
    expect(faultOf(rewritten, { seq: 3, hash: third.hash })).toEqual({ seq: 3, kind: 'rewritten' });
  });

  it('holds when content was erased with a person, and only as far as erasures account for it', () => {
    const account = entry(4, { action: 'person.erased', details: { auditEntries: 1 } });
    const [one, two, three, four] = chainOf(first.entry, second.entry, third.entry, account) as [
      StoredEntry,
      StoredEntry,
      StoredEntry,
      StoredEntry,
    ];
    expect(faultOf([one, erased(two), three, four])).toBeNull();
    expect(faultOf([one, erased(two), erased(three), four])).toEqual({ seq: 2, kind: 'unaccounted' });
  });
});
