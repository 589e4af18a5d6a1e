import type { CommitmentMade } from '@arbiter/contracts';
import type { Read, Readable } from '../read-writings/read-writings.ts';
import type { NewLife } from '../persistence/life.repository.ts';
import { dueOf } from './due.ts';
import type { Work } from './evidence.ts';
import { placesOf, referencesIn } from './references.ts';
import { type Patience, firstLook } from './turn-of-time.ts';
import { tellingWords } from './words.ts';

/** A text that was read, with what following promises needs to know of it. */
export type Seen = Readable &
  Read & {
    /** It is no mere word: a commit, or a change that was merged. */
    readonly deed?: { readonly merged: boolean };
    /** References to what it was written about: the issue or change that a comment stands on. */
    readonly about?: readonly string[];
  };

/** The work that a text tells of; undefined where it is words only, or nobody's. */
export function workOf({ text, analysis, deed }: Seen): Work | undefined {
  const { source, author } = text;
  if (deed === undefined || source.kind === 'message' || author?.kind === 'bot') return undefined;
  const { closes, mentions } = referencesIn(text.text, source);
  if (author === undefined && closes.length === 0) return undefined;
  return {
    journey: text.journey,
    source,
    personId: author?.id ?? null,
    repository: `${source.forge}/${source.repository.id}`,
    doneAt: new Date(text.writtenAt),
    merged: deed.merged,
    promising: analysis.commitmentIds.length > 0 || analysis.debtNotes > 0,
    closes,
    mentions,
    words: tellingWords(text.text),
  };
}

/** How the life of a promise begins that was found in a text. */
export function lifeOf(made: CommitmentMade, about: readonly string[], now: Date, patience: Patience): NewLife {
  const { source, quote, what, deadline, madeAt, ambiguous } = made;
  const { closes, mentions } = referencesIn(quote, source.kind === 'message' ? undefined : source);
  const dueAt = dueOf(deadline, madeAt);
  return {
    id: made.commitmentId,
    dueAt,
    places: [...placesOf(source), ...about],
    names: [...closes, ...mentions],
    words: tellingWords(what),
    nextAt: firstLook({ madeAt: new Date(madeAt), dueAt, ambiguous }, now, patience),
  };
}
