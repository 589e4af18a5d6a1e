import type { Repository } from '../history/open-repository.ts';
import { githubAccount } from './github-account.ts';

const API_LINKS =
  'forks keys{/key_id} collaborators{/collaborator} teams hooks issues/events{/number} events assignees{/user} ' +
  'branches{/branch} tags git/blobs{/sha} git/tags{/sha} git/refs{/sha} git/trees{/sha} statuses/{sha} languages ' +
  'stargazers contributors subscribers subscription commits{/sha} git/commits{/sha} comments{/number} ' +
  'issues/comments{/number} contents/{+path} compare/{base}...{head} merges {archive_format}{/ref} downloads ' +
  'issues{/number} pulls{/number} milestones{/number} notifications{?since,all,participating} labels{/name} ' +
  'releases{/id} deployments';
/** `git/blobs{/sha}` -> `git_blobs`; the few that GitHub names otherwise are listed. */
const NAMES: Readonly<Record<string, string>> = {
  'issues/events{/number}': 'issue_events',
  'git/blobs{/sha}': 'blobs',
  'issues/comments{/number}': 'issue_comment',
  '{archive_format}{/ref}': 'archive',
};
const LINKS = API_LINKS.split(' ').map(
  (path) =>
    [
      NAMES[path] ??
        path
          .replace(/[{.].*/, '')
          .replace(/\/$/, '')
          .replace('/', '_'),
      path,
    ] as const,
);

/** A repository as GitHub writes it into a push, five kilobytes of links and counters among it. */
export function githubRepository(repository: Repository): Record<string, unknown> {
  const { fullName, id, branch } = repository;
  const [owner = '', name = ''] = fullName.split('/');
  const html = `https://github.com/${fullName}`;
  const api = `https://api.github.com/repos/${fullName}`;
  return {
    id,
    node_id: `R_${Buffer.from(String(id)).toString('base64url')}`,
    name,
    full_name: fullName,
    private: false,
    owner: { name: owner, email: null, ...githubAccount(owner) },
    html_url: html,
    description: null,
    fork: false,
    url: api,
    ...Object.fromEntries(LINKS.map(([link, path]) => [`${link}_url`, `${api}/${path}`])),
    created_at: 0,
    updated_at: '1970-01-01T00:00:00Z',
    pushed_at: 0,
    git_url: `git://github.com/${fullName}.git`,
    ssh_url: `git@github.com:${fullName}.git`,
    clone_url: `${html}.git`,
    svn_url: html,
    homepage: null,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: true,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    forks_count: 0,
    archived: false,
    disabled: false,
    open_issues_count: 0,
    visibility: 'public',
    forks: 0,
    open_issues: 0,
    watchers: 0,
    default_branch: branch,
    stargazers: 0,
    master_branch: branch,
  };
}
