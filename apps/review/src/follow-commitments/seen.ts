import type { CommitmentMade, Deadline, TouchedFiles } from '@arbiter/contracts';
import type { Read, Readable } from '../read-writings/read-writings.ts';
import type { NewLife } from '../persistence/life.repository.ts';
import { dueOf } from './due.ts';
import { fileKeys, tellingPaths } from './files.ts';
import { placesOf, referencesIn } from './references.ts';
import { revertsIn, takesBack } from './reverts.ts';
import { type Patience, firstLook } from './turn-of-time.ts';
import { tellingWords } from './words.ts';
import type { Work } from './work.ts';

/** A text that was read, with what following promises needs to know of it. */
export type Seen = Readable &
  Read & {
    /** It is no mere word: a commit, or a change that was merged. */
    readonly deed?: { readonly merged: boolean; readonly files?: TouchedFiles | undefined };
    /** References to what it was written about: the issue or change that a comment stands on. */
    readonly about?: readonly string[];
  };

/** The work that a text tells of; undefined where it is words only, or nobody's. */
export function workOf({ text, analysis, deed }: Seen): Work | undefined {
  const { source, author } = text;
  if (deed === undefined || source.kind === 'message') return undefined;
  const work = {
    journey: text.journey,
    source,
    personId: author?.id ?? null,
    repository: `${source.forge}/${source.repository.id}`,
    doneAt: new Date(text.writtenAt),
    merged: deed.merged,
    removedDebt: [],
  };
  const reverts = revertsIn(text.text, source);
  if (reverts.length > 0) {
    return { ...work, promising: false, closes: [], mentions: [], words: [], files: [], reverts };
  }
  if (author?.kind === 'bot' || takesBack(text.text)) return undefined;
  const { closes, mentions } = referencesIn(text.text, source);
  if (author === undefined && closes.length === 0) return undefined;
  return {
    ...work,
    promising: analysis.commitmentIds.length > 0 || analysis.debtNotes > 0,
    closes,
    mentions,
    words: tellingWords(text.text),
    files: [...new Set(tellingPaths(deed.files?.paths ?? []).flatMap(fileKeys))],
    reverts,
  };
}

/** A line in which somebody admits debt. */
const ADMITTED = /\b(?:TODO|FIXME|HACK|XXX)\b.*/g;

/** What a text says besides its promises that may show later that they were kept. */
export interface Beside {
  readonly about: readonly string[];
  readonly files: readonly string[];
  readonly debtWords: readonly number[];
}

/** What stands beside the promises of a text. */
export const besideOf = ({ text, deed, about }: Seen): Beside => ({
  about: about ?? [],
  files: tellingPaths(deed?.files?.paths ?? []),
  debtWords: tellingWords((text.text.match(ADMITTED) ?? []).join('\n')),
});

/** How the life of a promise begins that was found in a text. */
export function lifeOf(made: CommitmentMade, beside: Beside, now: Date, patience: Patience): NewLife {
  const { about, files, debtWords } = beside;
  const { source, quote, what, deadline, madeAt, ambiguous } = made;
  const { closes, mentions } = referencesIn(quote, source.kind === 'message' ? undefined : source);
  const dueAt = dueOf(deadline, madeAt);
  return {
    id: made.commitmentId,
    dueAt,
    places: [...placesOf(source), ...about],
    names: [...closes, ...mentions],
    words: tellingWords(withoutDeadline(what, deadline)),
    files,
    debtWords,
    nextAt: firstLook({ madeAt: new Date(madeAt), dueAt, ambiguous }, now, patience),
  };
}

/** What is to be done, without by when: that nobody says again who has done it. */
function withoutDeadline(what: string, deadline: Deadline | null): string {
  const said = deadline?.text.replace(/[.,;:!?\s]+$/, '') ?? '';
  return said === '' ? what : what.replaceAll(said, ' ');
}
