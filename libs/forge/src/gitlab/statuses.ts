import type { RepositoryAddress } from '../api/change.ts';
import type { CallOptions } from '../api/code-host.ts';
import type { Status, StatusState, StatusToSet } from '../api/status.ts';
import { Invalid } from '../api/forge.errors.ts';
import { oneLine } from '../wire/one-line.ts';
import { type GitlabSession, projectOf } from './session.ts';

const LONGEST = 255;

/**
 * GitLab knows no `neutral`, and no fault of ours. `canceled` is at its end without being good; `pending` would not do, because
 * what is pending cannot be set to pending again, with other words.
 */
const STATE = {
  pending: 'pending',
  success: 'success',
  failure: 'failed',
  neutral: 'canceled',
  error: 'failed',
} as const;

/** Sets a commit status. GitLab refuses to set one that is pending to pending: it is so already. */
export async function setStatus(
  session: GitlabSession,
  repository: RepositoryAddress,
  sha: string,
  status: StatusToSet,
  options: CallOptions,
): Promise<void> {
  try {
    await session.ask(options, () =>
      session.api.Commits.editStatus(projectOf(repository), sha, STATE[status.state], {
        name: status.context,
        description: oneLine(status.description, LONGEST),
        ...(status.url !== undefined && { targetUrl: status.url }),
      }),
    );
  } catch (error) {
    const already = error instanceof Invalid && error.words.startsWith('Cannot transition status');
    if (!already) throw error;
  }
}

const SHOWN: Readonly<Record<string, StatusState>> = { success: 'success', failed: 'failure', canceled: 'neutral' };

/** The newest of each context. */
export async function listStatuses(
  session: GitlabSession,
  repository: RepositoryAddress,
  sha: string,
  options: CallOptions,
): Promise<readonly Status[]> {
  const all = await session.all(options, (paging) =>
    session.api.Commits.allStatuses(projectOf(repository), sha, paging as object),
  );
  const newest = [...all].sort((one, other) => other.id - one.id);
  return newest
    .filter(({ name }, index) => newest.findIndex((other) => other.name === name) === index)
    .map(({ name, status, description }) => ({
      context: name,
      state: SHOWN[status] ?? 'pending',
      description: (description as string | null) ?? '',
    }));
}
