import { unquote } from './unquote.ts';

/** What stands before the paths unless configured otherwise: old and new, commit, index, work tree, object, first, second. */
const PREFIX = /^[abciow12]\//;

/** A `diff --git` line beyond this is no line of git's, and is not searched for where its names part. */
const LONGEST = 20_000;

/** A name of git's header: in quotes or as it is. */
export function readName(text: string): string {
  return unquote(text)?.name ?? text;
}

/** A name of a `---` or `+++` line. Undefined for none (`/dev/null`); what follows a tab is a date, or nothing. */
export function readSideName(text: string): string | undefined {
  const tab = text.indexOf('\t');
  const name = unquote(text)?.name ?? (tab === -1 ? text : text.slice(0, tab));
  return name === '/dev/null' ? undefined : name;
}

/**
 * The path in `diff --git a/path b/path`, where both names have the same: of a renamed file the header says more further
 * down. Names are told apart by being equal, because unquoted ones may hold spaces (git's `git_header_name`).
 *
 * @returns undefined if the line does not tell
 */
export function pathOfGitLine(rest: string): string | undefined {
  for (const [old, now] of partings(rest)) {
    const path = samePath(old, now);
    if (path !== undefined) return path;
  }
  return undefined;
}

/** The path of a file by the names in its `---` and `+++` lines, without what git or others put before. */
export function pathOfSides(old: string | undefined, now: string | undefined): string | undefined {
  if (old === undefined || now === undefined) return (now ?? old)?.replace(PREFIX, '');
  return samePath(old, now) ?? (PREFIX.test(old) && PREFIX.test(now) ? now.replace(PREFIX, '') : now);
}

/** The best that can be said of a line that `pathOfGitLine` cannot tell: it was cut, or whoever wrote it was not git. */
export function guessPath(rest: string): string {
  const [old, now] = [...partings(rest)].find(([a, b]) => PREFIX.test(a) && PREFIX.test(b)) ?? [rest, ''];
  const [long, short] = [old.replace(PREFIX, ''), now.replace(PREFIX, '')];
  return long.startsWith(short) ? long : short;
}

/** The path that both names end with, where they differ in their prefixes only, or have none. */
function samePath(old: string, now: string): string | undefined {
  if (old === now) return old;
  const [oldRest, nowRest] = [withoutFirst(old), withoutFirst(now)];
  return oldRest !== undefined && oldRest === nowRest ? oldRest : undefined;
}

function withoutFirst(name: string): string | undefined {
  const slash = name.indexOf('/');
  return slash === -1 || slash === name.length - 1 ? undefined : name.slice(slash + 1);
}

/** The ways in which a `diff --git` line may fall into two names; the middle, where most do, is the first. */
function* partings(rest: string): Generator<readonly [string, string]> {
  const first = unquote(rest);
  if (first !== undefined) {
    yield [first.name, readName(rest.slice(first.end + 1))];
    return;
  }
  const middle = (rest.length - 1) / 2;
  if (rest[middle] === ' ') yield [rest.slice(0, middle), rest.slice(middle + 1)];
  if (rest.length > LONGEST) return;
  for (let at = rest.indexOf(' '); at !== -1; at = rest.indexOf(' ', at + 1)) {
    yield [rest.slice(0, at), readName(rest.slice(at + 1))];
  }
}
