import type { WritingRef } from '@arbiter/contracts';

/** What a text says about issues, changes and commits. References are as `issueRef` and `shaRef` write them. */
export interface References {
  /** What it says is done by it: `Closes #12`, `fixes GL-3`, `Follow-up-to: 4b825dc`. */
  readonly closes: readonly string[];
  /** Whatever else it names. */
  readonly mentions: readonly string[];
}

interface Place {
  readonly forge: string;
  readonly repository: { readonly name: string };
}

/** `github/octo/hello#12`: by the repository's name, because that is how texts name others. */
export const issueRef = ({ forge, repository }: Place, number: number, sign: '#' | '!' = '#'): string =>
  `${forge}/${repository.name.toLowerCase()}${sign}${String(number)}`;

/** `github/octo/hello@4b825dc`: the first seven digits, which is how texts name commits at least. */
export const shaRef = ({ forge, repository }: Place, sha: string): string =>
  `${forge}/${repository.name.toLowerCase()}@${sha.slice(0, 7)}`;

/** The change itself, as its forge's texts name it. */
export const changeRef = (place: Place, number: number): string =>
  issueRef(place, number, place.forge === 'gitlab' ? '!' : '#');

/** Where something was written, as later texts may name it; a message has no such place. */
export function placesOf(source: WritingRef): string[] {
  if (source.kind === 'commit') return [shaRef(source, source.sha)];
  return source.kind === 'change' ? [changeRef(source, source.number)] : [];
}

const ISSUE = String.raw`(?:[\w.-]+(?:/[\w.-]+)+)?[#!]\d{1,9}`;
const KEY = String.raw`[A-Z][A-Z0-9]{1,9}-\d{1,7}`;
const URL_REF = String.raw`https?://[^\s/]+/[\w./-]+?/(?:-/)?(?:issues|pull|merge_requests)/\d{1,9}`;
const SHA = String.raw`[0-9a-f]{7,40}`;
const ANY = String.raw`(?:${URL_REF}|${ISSUE}|${KEY})`;
/** GitHub's and GitLab's closing words, and the ones by which people refer to what they owed. */
const CLOSING = String.raw`clos(?:e[sd]?|ing)|fix(?:e[sd]|ing)?|resolv(?:e[sd]?|ing)|implement(?:s|ed|ing)?|follow(?:s|ing)?[ -]up[ -](?:to|of|for|on)|(?:as )?promised in`;
const KEEPING = new RegExp(
  String.raw`(?<!(?:not|n't|never|partially)\s+)\b(?:${CLOSING})\b\s*:?\s+(?:(?:issues?|bugs?|tickets?|commit|PR|MR)\s+)?((?:${ANY}|\b${SHA}\b)(?:\s*(?:,|and|&)\s*(?:${ANY}))*)`,
  'gi',
);
const NAMES = new RegExp(String.raw`${URL_REF}|(?<![\w/&])${ISSUE}\b|\b${KEY}\b|\b${SHA}\b`, 'g');
/** Git's and the forges' own lines name what they copy or take back, which keeps nothing. */
const COPIES =
  /^(?:This reverts (?:commit|merge request) .*|Reverts [\w./-]*[#!]\d+.*|\(cherry picked from commit .*)$/gm;
/** Look like issue keys and are names of standards. */
const STANDARDS = /^(?:UTF|SHA|ISO|RFC|CVE|MD|AES|HTTP|TLS|EC|UTC|GMT|X|JSR|PEP|PSR|ES|H)-/;

/** Reads what a text refers to; `place` is the repository that `#12` and a SHA belong to, absent for messages. */
export function referencesIn(text: string, place: Place | undefined): References {
  const own = text.replaceAll(COPIES, '');
  const closes = new Set<string>();
  for (const [, list = ''] of own.matchAll(KEEPING)) for (const ref of refsIn(list, place)) closes.add(ref);
  const mentions = refsIn(own, place).filter((ref) => !closes.has(ref));
  return { closes: [...closes], mentions: [...new Set(mentions)] };
}

function refsIn(text: string, place: Place | undefined): string[] {
  return [...text.matchAll(NAMES)].flatMap(([name]) => toRef(name, place) ?? []);
}

function toRef(name: string, place: Place | undefined): string | undefined {
  if (/^[A-Z][A-Z0-9]*-\d+$/.test(name)) return STANDARDS.test(name) ? undefined : `key:${name}`;
  if (place === undefined) return undefined;
  const [, path, kind, id] = /^https?:\/\/[^/]+\/(.+?)\/(?:-\/)?(issues|pull|merge_requests)\/(\d+)$/.exec(name) ?? [];
  if (path !== undefined) {
    return issueRef({ ...place, repository: { name: path } }, Number(id), kind === 'merge_requests' ? '!' : '#');
  }
  const [, other, sign, number] = /^(.*?)([#!])(\d+)$/.exec(name) ?? [];
  if (number !== undefined) {
    const repository = other === undefined || other === '' ? place.repository : { name: other };
    return issueRef({ ...place, repository }, Number(number), sign === '!' ? '!' : '#');
  }
  // A word of hex letters alone, or a number, names no commit.
  return /\d/.test(name) && /[a-f]/.test(name) ? shaRef(place, name) : undefined;
}
