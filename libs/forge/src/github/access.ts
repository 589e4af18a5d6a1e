import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import type { ForgeUser, RepositoryAddress } from '../api/change.ts';
import { Gone } from '../api/forge.errors.ts';
import { asked } from '../wire/asked.ts';
import { KnownAnswers } from '../wire/known-answers.ts';
import { Wire, type WireRules } from '../wire/wire.ts';
import { GithubSession } from './session.ts';
import { userOf } from './shapes.ts';

/** How GitHub is reached. */
export interface GithubSettings {
  /** `https://api.github.com`, or `https://github.example.com/api/v3`. */
  readonly baseUrl: string;
  readonly credentials: { readonly token: string } | { readonly appId: string; readonly privateKey: string };
}

export type GithubRules = Pick<WireRules, 'timeout' | 'retries' | 'maxWait'> & Partial<Pick<WireRules, 'pace'>>;

/** GitHub refuses more than 80 writes a minute: ten at once, then one a second. */
const PACE = { burst: 10, every: 1_000 };

/** Twice the same status or reaction is one; GraphQL is asked for threads, and to resolve them. */
const REPEATABLE = /\/(?:graphql|statuses\/[^/]+|reactions|access_tokens)$/;

const nothing = (): void => undefined;
/** Octokit would warn on the console, with addresses in it. */
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };

interface Client {
  readonly octokit: Octokit;
  readonly wire: Wire;
}

/** Finds the credentials for a repository: the token, or the App's installation on it. */
export class GithubAccess {
  readonly #settings: GithubSettings;
  readonly #rules: GithubRules;
  readonly #known = new KnownAnswers();
  /** With the token; of an App, as the App itself. */
  readonly #main: Client;
  readonly #installations = new Map<number, Client>();
  /** By owner: an App is installed on accounts. */
  readonly #owners = new Map<string, Promise<number>>();
  #self: Promise<ForgeUser> | undefined;

  constructor(settings: GithubSettings, rules: GithubRules) {
    this.#settings = settings;
    this.#rules = rules;
    const { credentials } = settings;
    this.#main = 'token' in credentials ? this.#client({ auth: credentials.token }) : this.#asApp(credentials);
  }

  /** @throws Gone where the App is not installed */
  async session(repository: RepositoryAddress): Promise<GithubSession> {
    if ('token' in this.#settings.credentials)
      return new GithubSession(this.#main.octokit, this.#main.wire, false, repository);
    const installation = await this.#installationOn(repository);
    const client = this.#installed(installation, this.#settings.credentials);
    return new GithubSession(client.octokit, client.wire, true, repository);
  }

  /** Who we are; asked once for all callers, so none of them can give it up. */
  self(): Promise<ForgeUser> {
    this.#self ??= asked('github', undefined, () => this.#askSelf()).catch((error: unknown) => {
      this.#self = undefined;
      throw error;
    });
    return this.#self;
  }

  async #askSelf(): Promise<ForgeUser> {
    const { credentials } = this.#settings;
    const { rest } = this.#main.octokit;
    if ('token' in credentials) return userOf((await rest.users.getAuthenticated()).data);
    const { data } = await rest.apps.getAuthenticated();
    // An App has a bot, and may look it up only as one of its installations.
    const [known] = this.#installations.values();
    const { octokit } = known ?? this.#installed(await this.#anyInstallation(), credentials);
    return userOf((await octokit.rest.users.getByUsername({ username: `${data?.slug ?? ''}[bot]` })).data);
  }

  async #anyInstallation(): Promise<number> {
    const { data } = await this.#main.octokit.rest.apps.listInstallations({ per_page: 1 });
    const [installation] = data;
    if (installation === undefined) throw new Gone('github');
    return installation.id;
  }

  #installationOn(repository: RepositoryAddress): Promise<number> {
    const [owner = '', repo = ''] = repository.name.split('/');
    const key = owner.toLowerCase();
    const known = this.#owners.get(key);
    if (known !== undefined) return known;
    const found = asked('github', undefined, async () => {
      const { data } = await this.#main.octokit.rest.apps.getRepoInstallation({ owner, repo });
      return data.id;
    });
    this.#owners.set(key, found);
    // Not installed today may be installed tomorrow.
    found.catch(() => this.#owners.delete(key));
    return found;
  }

  #installed(installationId: number, app: { readonly appId: string; readonly privateKey: string }): Client {
    const known = this.#installations.get(installationId);
    if (known !== undefined) return known;
    const client = this.#client({ authStrategy: createAppAuth, auth: { ...app, installationId } });
    renewing(client.octokit);
    this.#installations.set(installationId, client);
    return client;
  }

  #asApp(app: { readonly appId: string; readonly privateKey: string }): Client {
    return this.#client({ authStrategy: createAppAuth, auth: app });
  }

  #client(credentials: object): Client {
    const wire = new Wire({ forge: 'github', pace: PACE, repeatable: REPEATABLE, ...this.#rules }, this.#known);
    const octokit = new Octokit({
      baseUrl: this.#settings.baseUrl,
      userAgent: 'arbiter',
      log: SILENT,
      request: { fetch: wire.fetch },
      ...credentials,
    });
    return { octokit, wire };
  }
}

/** A token that GitHub took back before its hour was over is renewed at once; the refused request has done nothing. */
function renewing(octokit: Octokit): void {
  octokit.hook.wrap('request', async (request, options) => {
    try {
      return await request(options);
    } catch (error) {
      const refused = error instanceof Error && 'status' in error && error.status === 401;
      if (!refused || options.url.startsWith('/app')) throw error;
      await octokit.auth({ type: 'installation', refresh: true });
      return request(options);
    }
  });
}
