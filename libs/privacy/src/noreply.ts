import type { Erased } from './trace-matcher.ts';
import type { Trace } from './trace.ts';

/** `583231+octocat@users.noreply.github.com`, and the old form without the id. */
const GITHUB = /^(?:(\d{1,20})\+)?([a-z\d](?:[\w-]{0,62}\w)?)@users\.noreply\./i;
/** `7-jane@users.noreply.gitlab.com`, whose login may hold dots. */
const GITLAB = /^(\d{1,20})-([\w.-]{1,255})@users\.noreply\./i;

/** Whom a forge's own address names: their login, and their id where it stands in it. */
function namedBy(email: string): Trace[] {
  const [, githubId, githubLogin] = GITHUB.exec(email) ?? [];
  const [, gitlabId, gitlabLogin] = GITLAB.exec(email) ?? [];
  return [
    ...(githubLogin === undefined ? [] : [{ kind: 'login' as const, value: githubLogin }]),
    ...(githubId === undefined ? [] : [{ kind: 'forge-id' as const, value: `github/${githubId}` }]),
    ...(gitlabId === undefined ? [] : [{ kind: 'forge-id' as const, value: `gitlab/${gitlabId}` }]),
    ...(gitlabLogin === undefined ? [] : [{ kind: 'login' as const, value: gitlabLogin }]),
  ];
}

/** Whether an address is somebody's: because it is known as theirs, or because a forge made it of their login or id. */
export const isAddressOf = (erased: Erased, email: string): boolean =>
  erased.has('email', email) || namedBy(email.trim()).some(({ kind, value }) => erased.has(kind, value));
