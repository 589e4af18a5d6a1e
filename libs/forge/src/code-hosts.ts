import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Forge } from '@arbiter/contracts';
import { ConfigError } from '@arbiter/service';
import type { CodeHost } from './api/code-host.ts';
import { ForgeNotConfigured } from './api/forge.errors.ts';
import type { ForgeConfig } from './forge.config.ts';
import type { GithubSettings } from './github/access.ts';
import { githubHost } from './github/github-host.ts';
import { gitlabHost } from './gitlab/gitlab-host.ts';

/** The code hosts that are configured. */
export class CodeHosts {
  readonly #hosts: ReadonlyMap<Forge, CodeHost>;

  /** @throws ConfigError where the App's key is missing or is none */
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
  if (appId !== undefined) return { appId, privateKey: privateKeyOf(config) };
  return token === undefined ? undefined : { token };
}

/**
 * The App's key. In one line it has its line ends written `\n`.
 * @throws ConfigError
 */
function privateKeyOf(config: ForgeConfig): string {
  const { ARBITER_GITHUB_APP_PRIVATE_KEY: given, ARBITER_GITHUB_APP_PRIVATE_KEY_FILE: file } = config;
  const variable = `ARBITER_GITHUB_APP_PRIVATE_KEY${given === undefined && file !== undefined ? '_FILE' : ''}`;
  if (given === undefined && file === undefined)
    throw new ConfigError([{ variable, message: 'is missing: ARBITER_GITHUB_APP_ID is of no use without it' }]);
  try {
    const key = (given ?? readFileSync(file ?? '', 'utf8')).replaceAll(String.raw`\n`, '\n');
    createPrivateKey(key);
    return key;
  } catch {
    throw new ConfigError([{ variable, message: 'must be a private key in PEM form, as GitHub gives it' }]);
  }
}
