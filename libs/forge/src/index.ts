export type * from './api/change.ts';
export { PERMISSIONS } from './api/change.ts';
export type * from './api/code-host.ts';
export type * from './api/comments.ts';
export { REACTIONS } from './api/comments.ts';
export {
  Forbidden,
  ForgeDown,
  ForgeNotConfigured,
  Gone,
  Invalid,
  RateLimited,
  Unreadable,
} from './api/forge.errors.ts';
export type * from './api/status.ts';
export { commitLine } from './payloads/commit-line.ts';
export { CodeHosts } from './code-hosts.ts';
export { type ForgeConfig, forgeConfig } from './forge.config.ts';
export { ForgeModule } from './forge.module.ts';
export { type GithubRules, type GithubSettings } from './github/access.ts';
export { githubHost } from './github/github-host.ts';
export { gitlabHost } from './gitlab/gitlab-host.ts';
export { type GitlabRules, type GitlabSettings } from './gitlab/session.ts';
