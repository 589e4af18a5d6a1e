import type { CallOptions } from '../api/code-host.ts';
import type { Status, StatusState, StatusToSet } from '../api/status.ts';
import { oneLine } from '../wire/one-line.ts';
import type { GithubSession } from './session.ts';

/** GitHub's longest description of a status. */
const LONGEST = 140;
const LONGEST_SUMMARY = 65_535;

/** A status for a token, a check run for an App: only the latter can say `neutral`. */
export async function setStatus(
  session: GithubSession,
  sha: string,
  status: StatusToSet,
  options: CallOptions,
): Promise<void> {
  if (session.app) await setCheck(session, sha, status, options);
  else await setCommitStatus(session, sha, status, options);
}

function setCommitStatus(session: GithubSession, sha: string, status: StatusToSet, options: CallOptions) {
  return session.ask(options, (request) =>
    session.octokit.rest.repos.createCommitStatus({
      ...session.where,
      sha,
      state: status.state === 'neutral' ? 'pending' : status.state,
      context: status.context,
      description: oneLine(status.description, LONGEST),
      ...(status.url !== undefined && { target_url: status.url }),
      request,
    }),
  );
}

/** `error` is no verdict on the code: GitHub's nearest word for a check that came to nothing is `cancelled`. */
const CONCLUSION = { success: 'success', failure: 'failure', neutral: 'neutral', error: 'cancelled' } as const;

async function setCheck(session: GithubSession, sha: string, status: StatusToSet, options: CallOptions): Promise<void> {
  const { checks } = session.octokit.rest;
  const state =
    status.state === 'pending'
      ? { status: 'in_progress' as const }
      : { status: 'completed' as const, conclusion: CONCLUSION[status.state] };
  const title = oneLine(status.description, LONGEST);
  const told = {
    ...state,
    ...(status.url !== undefined && { details_url: status.url }),
    output: { title, summary: (status.summary ?? title).slice(0, LONGEST_SUMMARY) },
  };
  const known = (await listChecks(session, sha, status.context, options))[0];
  // What was concluded is not begun again: a new run takes its place.
  if (known !== undefined && (known.conclusion === null || status.state !== 'pending')) {
    await session.ask(options, (request) =>
      checks.update({ ...session.where, check_run_id: known.id, name: status.context, ...told, request }),
    );
    return;
  }
  await session.once(
    options,
    async (request) => {
      const asked = { ...session.where, head_sha: sha, name: status.context, ...told, request };
      return (await checks.create(asked)).data.id;
    },
    async () => (await listChecks(session, sha, status.context, options)).find(({ id }) => id !== known?.id)?.id,
  );
}

/** Newest first. */
async function listChecks(session: GithubSession, sha: string, name: string | undefined, options: CallOptions) {
  const runs = await session.all(options, async (paging) => {
    const asked = { ...session.where, ref: sha, ...(name !== undefined && { check_name: name }), ...paging };
    const { data, headers } = await session.octokit.rest.checks.listForRef(asked);
    return { data: data.check_runs, headers };
  });
  return runs
    .map(({ id, name: context, conclusion, output }) => ({
      id,
      context,
      conclusion: conclusion ?? null,
      title: output.title ?? '',
    }))
    .sort((one, other) => other.id - one.id);
}

const CONCLUDED: Readonly<Record<string, StatusState>> = { success: 'success', neutral: 'neutral', cancelled: 'error' };

/** The newest of each context. */
export async function listStatuses(
  session: GithubSession,
  sha: string,
  options: CallOptions,
): Promise<readonly Status[]> {
  const all = session.app ? await checksOf(session, sha, options) : await statusesOf(session, sha, options);
  return all.filter(({ context }, index) => all.findIndex((other) => other.context === context) === index);
}

async function checksOf(session: GithubSession, sha: string, options: CallOptions): Promise<readonly Status[]> {
  return (await listChecks(session, sha, undefined, options)).map(({ context, conclusion, title }) => ({
    context,
    state: conclusion === null ? 'pending' : (CONCLUDED[conclusion] ?? 'failure'),
    description: title,
  }));
}

async function statusesOf(session: GithubSession, sha: string, options: CallOptions): Promise<readonly Status[]> {
  const all = await session.all(options, (paging) =>
    session.octokit.rest.repos.listCommitStatusesForRef({ ...session.where, ref: sha, ...paging }),
  );
  return all.map(({ context, state, description }) => ({
    context,
    state: state as StatusState,
    description: description ?? '',
  }));
}
