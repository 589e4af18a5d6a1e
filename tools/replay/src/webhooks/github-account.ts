import { numberOf } from './people.ts';

/** GitHub's links of an account, in GitHub's order. */
const LINKS = [
  ['followers', '/followers'],
  ['following', '/following{/other_user}'],
  ['gists', '/gists{/gist_id}'],
  ['starred', '/starred{/owner}{/repo}'],
  ['subscriptions', '/subscriptions'],
  ['organizations', '/orgs'],
  ['repos', '/repos'],
  ['events', '/events{/privacy}'],
  ['received_events', '/received_events'],
] as const;

/** An account as GitHub writes it into a webhook. */
export function githubAccount(login: string): Record<string, unknown> {
  const id = numberOf(login);
  const url = `https://api.github.com/users/${login}`;
  return {
    login,
    id,
    node_id: Buffer.from(`04:User${String(id)}`).toString('base64'),
    avatar_url: `https://avatars.githubusercontent.com/u/${String(id)}?v=4`,
    gravatar_id: '',
    url,
    html_url: `https://github.com/${login}`,
    ...Object.fromEntries(LINKS.map(([name, path]) => [`${name}_url`, url + path])),
    type: login.endsWith('[bot]') ? 'Bot' : 'User',
    site_admin: false,
  };
}
