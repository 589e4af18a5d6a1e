import { type Forge, type RepositoryRef, changeJourney, commitJourney } from '@arbiter/contracts';
import { workKey } from './work.ts';

interface Place {
  readonly forge: Forge;
  readonly repository: RepositoryRef;
}

/** What git writes, also with `--reference`, and what GitLab writes for a merge request. */
const REVERTS = /^This reverts (?:commit ([0-9a-f]{7,64})\b|merge request (?:[\w./-]*)!(\d{1,9})\b)/gm;
/** What GitHub writes into the description of a change that takes another one back. */
const REVERTS_CHANGE = /^Reverts (?:([\w.-]+\/[\w.-]+))?#(\d{1,9})\b/gm;
/** The subject quotes what is taken back; a squashed or merged change's own subject names the change. */
const SUBJECT = /^Revert "(.*)"(?: \([#!]\d+\))?\s*$/;
const OF_CHANGE = /(?:\(#(\d{1,9})\)|^Merge pull request #(\d{1,9})\b.*)$/;
const TAKES_BACK = /^(?:Revert|Reapply) "/;

/** Whether a text tells of taking work back, or of taking that back: its words are those of the work and no sign of more. */
export const takesBack = (text: string): boolean => TAKES_BACK.test(text);

/** The work that a text says it takes back, as `workKey` names it; each once. */
export function revertsIn(text: string, place: Place): string[] {
  const change = (number: string | undefined): string[] =>
    number === undefined ? [] : [changeJourney(place, Number(number))];
  const found = [...text.matchAll(REVERTS)].flatMap(([, sha, number]) =>
    sha === undefined ? change(number) : [workKey(commitJourney(place, sha))],
  );
  for (const [, repository, number] of text.matchAll(REVERTS_CHANGE)) {
    if (repository === undefined || repository.toLowerCase() === place.repository.name.toLowerCase()) {
      found.push(...change(number));
    }
  }
  const [subject = ''] = text.split('\n', 1);
  const [, squashed, merged] = OF_CHANGE.exec(SUBJECT.exec(subject)?.[1] ?? '') ?? [];
  return [...new Set([...found, ...change(squashed ?? merged)])];
}
