import type { Commit, Signature } from '../history/commit.ts';
import type { Repository } from '../history/open-repository.ts';
import { type Push, type WebhookWriter, lastOf, nullSha, uuidOf } from './delivery.ts';
import { loginOf, numberOf, pusherOf } from './people.ts';

const HOST = 'https://gitlab.com';

/**
 * https://docs.gitlab.com/user/project/integrations/webhook_events/#push-events
 *
 * GitLab puts twenty commits of a push into its webhook and leaves out the rest; a replay cuts larger pushes into several,
 * so that no commit is missing.
 */
export const gitlab: WebhookWriter = {
  mostCommits: 20,
  write(push, secret) {
    const { repository, commits } = push;
    const body = Buffer.from(JSON.stringify(payload(push)));
    const id = uuidOf('gitlab', String(repository.id), body);
    return {
      path: '/webhooks/gitlab',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'GitLab/replay',
        'idempotency-key': id,
        'x-gitlab-event': 'Push Hook',
        'x-gitlab-event-uuid': uuidOf('event', id),
        'x-gitlab-instance': HOST,
        'x-gitlab-token': secret,
        'x-gitlab-webhook-uuid': uuidOf('hook', String(repository.id)),
      },
      body,
      commits: commits.length,
      lastSha: lastOf(commits).sha,
    };
  },
};

function payload({ repository, commits, before }: Push): unknown {
  const last = lastOf(commits);
  const pusher = pusherOf(last);
  const login = loginOf(pusher);
  const project = projectOf(repository);
  return {
    object_kind: 'push',
    event_name: 'push',
    before: before ?? nullSha(last.sha),
    after: last.sha,
    ref: `refs/heads/${repository.branch}`,
    ref_protected: true,
    checkout_sha: last.sha,
    message: null,
    user_id: numberOf(login),
    user_name: pusher.name,
    user_username: login,
    user_email: '',
    user_avatar: `https://www.gravatar.com/avatar/${uuidOf(login).replaceAll('-', '')}?s=80&d=identicon`,
    project_id: repository.id,
    project,
    commits: commits.map((commit) => writtenCommit(project.web_url, commit)),
    total_commits_count: commits.length,
    push_options: {},
    repository: {
      name: project.name,
      url: project.git_ssh_url,
      description: '',
      homepage: project.web_url,
      git_http_url: project.git_http_url,
      git_ssh_url: project.git_ssh_url,
      visibility_level: 20,
    },
  };
}

function projectOf({ id, fullName, branch }: Repository) {
  const [namespace = '', name = ''] = fullName.split('/');
  const url = `${HOST}/${fullName}`;
  const ssh = `git@gitlab.com:${fullName}.git`;
  return {
    id,
    name,
    description: '',
    web_url: url,
    avatar_url: null,
    git_ssh_url: ssh,
    git_http_url: `${url}.git`,
    namespace,
    visibility_level: 20,
    path_with_namespace: fullName,
    default_branch: branch,
    ci_config_path: '',
    homepage: url,
    url: ssh,
    ssh_url: ssh,
    http_url: `${url}.git`,
  };
}

function writtenCommit(project: string, commit: Commit): unknown {
  return {
    id: commit.sha,
    message: commit.message,
    title: commit.message.split('\n', 1)[0],
    timestamp: commit.author.date,
    url: `${project}/-/commit/${commit.sha}`,
    author: person(commit.author),
    ...commit.files,
  };
}

const person = ({ name, email }: Signature) => ({ name, email });
