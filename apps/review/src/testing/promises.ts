import type { PersonRef } from '@arbiter/contracts';
import { stableId } from '@arbiter/service';
import { referencesIn, shaRef } from '../follow-commitments/references.ts';
import { tellingWords } from '../follow-commitments/words.ts';
import type { Work } from '../follow-commitments/work.ts';
import type { StoredLife } from '../persistence/life-row.ts';

export const ADA: PersonRef = {
  id: stableId('ada'),
  kind: 'human',
  standing: 'known',
  team: 'core',
  department: 'r&d',
};
export const BOB: PersonRef = {
  id: stableId('bob'),
  kind: 'human',
  standing: 'known',
  team: 'core',
  department: 'r&d',
};

export const repository = { id: '1296269', name: 'octo/hello' };
export const place = { forge: 'github', repository } as const;

/** A SHA that begins with the given digits. */
export const shaOf = (digits: string): string => digits.padEnd(40, '0');

/** A promise as it stands, made on a Monday morning and due on Friday, unless said otherwise. */
export function promise(quote: string, more: Partial<StoredLife> = {}): StoredLife {
  const { closes, mentions } = referencesIn(quote, place);
  return {
    id: stableId('promise', quote),
    source: { kind: 'commit', ...place, sha: shaOf('a1b2c3d') },
    person: ADA,
    quote,
    what: quote,
    confidence: 0.9,
    ambiguous: false,
    madeAt: new Date('2026-11-16T09:00:00Z'),
    writtenAt: '2026-11-16T10:00:00+01:00',
    state: 'open',
    revision: 0,
    deadline: { text: 'Friday', at: '2026-11-20', granularity: 'day' },
    dueAt: new Date('2026-11-20T16:00:00Z'),
    risk: null,
    truthGap: false,
    places: [shaRef(place, shaOf('a1b2c3d'))],
    names: [...closes, ...mentions],
    words: tellingWords(quote),
    owner: more.person === undefined ? ADA.id : (more.person?.id ?? null),
    files: [],
    debtWords: [],
    keptBy: null,
    reopened: 0,
    ...more,
  };
}

/** A commit of Wednesday, unless said otherwise. */
export function work(text: string, more: Partial<Work> = {}): Work {
  const { closes, mentions } = referencesIn(text, place);
  return {
    journey: `commit/github/1296269/${stableId(text)}`,
    source: { kind: 'commit', ...place, sha: shaOf('beef123') },
    personId: ADA.id,
    repository: 'github/1296269',
    doneAt: new Date('2026-11-18T12:00:00Z'),
    merged: false,
    promising: false,
    closes,
    mentions,
    words: tellingWords(text),
    files: [],
    reverts: [],
    removedDebt: [],
    ...more,
  };
}
