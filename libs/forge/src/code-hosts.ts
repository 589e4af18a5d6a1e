import { readFileSync } from 'node:fs';
import type { Forge } from '@arbiter/contracts';
import type { CodeHost } from './api/code-host.ts';
import { ForgeNotConfigured } from './api/forge.errors.ts';
import type { ForgeConfig } from './forge.config.ts';
import type { GithubSettings } from './github/access.ts';
import { githubHost } from './github/github-host.ts';
import { gitlabHost } from './gitlab/gitlab-host.ts';

/** The code hosts that are configured. */
export class CodeHosts {
  readonly #hosts: ReadonlyMap<Forge, CodeHost>;

  constructor(config: ForgeConfig) {
    const rules = {
      timeout: config.ARBITER_INTEGRATION_TIMEOUT * 1000,
      retries: config.ARBITER_INTEGRATION_MAX_RETRIES,
      maxWait: config.ARBITER_INTEGRATION_MAX_WAIT * 1000,
    };
    const hosts = new Map<Forge, CodeHost>();
    const credentials = githubCredentials(config);
    if (credentials) hosts.set('github', githubHost({ baseUrl: config.ARBITER_GITHUB_BASE_URL, credentials }, rules));
    const token = config.ARBITER_GITLAB_TOKEN;
    if (token !== undefined) hosts.set('gitlab', gitlabHost({ baseUrl: config.ARBITER_GITLAB_BASE_URL, token }, rules));
    this.#hosts = hosts;
  }

  /** Whether there are credentials for it. */
  has(forge: Forge): boolean {
    return this.#hosts.has(forge);
  }

  /** @throws ForgeNotConfigured */
  of(forge: Forge): CodeHost {
    const host = this.#hosts.get(forge);
    if (host === undefined) throw new ForgeNotConfigured(forge);
    return host;
  }
}

/** The App, where there is one with its key, else the token. */
function githubCredentials(config: ForgeConfig): GithubSettings['credentials'] | undefined {
  const { ARBITER_GITHUB_APP_ID: appId, ARBITER_GITHUB_TOKEN: token } = config;
  const key = appId === undefined ? undefined : privateKeyOf(config);
  if (appId !== undefined && key !== undefined) return { appId, privateKey: key };
  return token === undefined ? undefined : { token };
}

/** A key in one line has its line ends written `\n`. */
function privateKeyOf(config: ForgeConfig): string | undefined {
  const file = config.ARBITER_GITHUB_APP_PRIVATE_KEY_FILE;
  const key = config.ARBITER_GITHUB_APP_PRIVATE_KEY ?? (file === undefined ? undefined : readFileSync(file, 'utf8'));
  return key?.replaceAll(String.raw`\n`, '\n');
}
