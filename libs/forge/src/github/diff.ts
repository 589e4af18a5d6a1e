import { type FileDiff, eachInTurns, parseDiffInTurns } from '@arbiter/diff';
import type { Change, ChangeAddress, ChangeDiff } from '../api/change.ts';
import type { CallOptions } from '../api/code-host.ts';
import { ForgeDown, Gone, Invalid } from '../api/forge.errors.ts';
import { compare, readPull } from './change.ts';
import { fileOf } from './listed-file.ts';
import type { GithubSession } from './session.ts';
import { changedPaths } from './trees.ts';

/** GitHub lists no more files of a pull request, and no more of a comparison. */
const LISTED = 3_000;
const COMPARED = 300;

/**
 * What a pull request changes, by GitHub's own view of it. It is read whole where GitHub gives it whole (up to 20,000 lines and
 * 300 files), else file by file; what is beyond the lists is at least named. If the pull request has moved on meanwhile, the
 * two commits are compared instead, so that the diff always belongs to the head that was asked for.
 */
export async function diffOfPull(session: GithubSession, change: Change, options: CallOptions): Promise<ChangeDiff> {
  const files = (await wholePull(session, change, options)) ?? (await listedPull(session, change, options));
  const now = await readPull(session, change, options);
  if (now.change.headSha !== change.headSha) return diffBetween(session, change.baseSha, change.headSha, options);
  if (files.length >= now.files) return { files, complete: true };
  return nameTheRest(session, change, files, LISTED, options);
}

/** What lies between two commits, from their merge base. */
export async function diffBetween(
  session: GithubSession,
  base: string,
  head: string,
  options: CallOptions,
): Promise<ChangeDiff> {
  const basehead = `${base}...${head}`;
  const whole = await unlessTooLarge(() =>
    session.ask(options, async (request) => {
      const mediaType = { format: 'diff' };
      const asked = { ...session.where, basehead, mediaType, request };
      return textOf(await session.octokit.rest.repos.compareCommitsWithBasehead(asked));
    }),
  );
  if (whole !== undefined) return { files: await parseDiffInTurns(whole), complete: true };
  const listed = await session.ask(options, async (request) => {
    const { data } = await session.octokit.rest.repos.compareCommitsWithBasehead({
      ...session.where,
      basehead,
      request,
    });
    return data.files ?? [];
  });
  const files = await eachInTurns(listed, fileOf);
  if (files.length < COMPARED) return { files, complete: true };
  return nameTheRest(session, { baseSha: base, headSha: head }, files, COMPARED, options);
}

/** What a commit changes against its first parent. @throws Gone for a commit that GitHub does not know: it answers 422 */
export async function commitDiff(session: GithubSession, sha: string, options: CallOptions): Promise<ChangeDiff> {
  const asked = { ...session.where, ref: sha };
  const whole = await unlessTooLarge(() =>
    session.ask(options, async (request) =>
      textOf(await session.octokit.rest.repos.getCommit({ ...asked, mediaType: { format: 'diff' }, request })),
    ),
  );
  if (whole !== undefined) return { files: await parseDiffInTurns(whole), complete: true };
  try {
    const listed = await session.all(options, async (paging) => {
      const { data, headers } = await session.octokit.rest.repos.getCommit({ ...asked, ...paging });
      return { data: data.files ?? [], headers };
    });
    return { files: await eachInTurns(listed, fileOf), complete: listed.length < LISTED };
  } catch (error) {
    throw error instanceof Invalid && error.status === 422 ? new Gone('github') : error;
  }
}

async function wholePull(
  session: GithubSession,
  { number }: ChangeAddress,
  options: CallOptions,
): Promise<FileDiff[] | undefined> {
  const whole = await unlessTooLarge(() =>
    session.ask(options, async (request) => {
      const mediaType = { format: 'diff' };
      return textOf(
        await session.octokit.rest.pulls.get({ ...session.where, pull_number: number, mediaType, request }),
      );
    }),
  );
  return whole === undefined ? undefined : parseDiffInTurns(whole);
}

async function listedPull(
  session: GithubSession,
  { number }: ChangeAddress,
  options: CallOptions,
): Promise<FileDiff[]> {
  const listed = await session.all(options, (paging) =>
    session.octokit.rest.pulls.listFiles({ ...session.where, pull_number: number, ...paging }),
  );
  return eachInTurns(listed, fileOf);
}

/** Adds the files that GitHub listed no more, without their hunks. */
async function nameTheRest(
  session: GithubSession,
  { baseSha, headSha }: Pick<Change, 'baseSha' | 'headSha'>,
  files: readonly FileDiff[],
  most: number,
  options: CallOptions,
): Promise<ChangeDiff> {
  const { mergeBaseSha } = await compare(session, baseSha, headSha, options);
  const changed = await changedPaths(session, mergeBaseSha, headSha, options);
  if (changed === undefined) return { files, complete: false };
  const known = new Set(files.flatMap(({ path, previousPath }) => [path, previousPath ?? path]));
  const rest = changed
    .filter(({ path }) => !known.has(path))
    .map(({ path, status }): FileDiff => {
      const truncated = `GitHub lists no more than ${most} files`;
      return { path, status, binary: false, submodule: false, truncated, hunks: [] };
    });
  return { files: [...files, ...rest], complete: true };
}

/** In the form of a diff the answer is text, whatever the SDK's type says. */
const textOf = ({ data }: { readonly data: unknown }): string => (typeof data === 'string' ? data : '');

async function unlessTooLarge<Result>(ask: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await ask();
  } catch (error) {
    const refused = error instanceof Invalid && (error.status === 406 || error.status === 422);
    // To a diff that takes too long to make GitHub answers 500, for ever.
    if (refused || error instanceof ForgeDown) return undefined;
    throw error;
  }
}
