import { type ChangedFile, changedFiles } from '../forge/changed-files.ts';
import type { ForgeStore } from '../forge/forge-store.ts';
import { Announcer, type Webhook, githubHeaders } from '../forge/webhook.ts';
import type { GithubPermission, GithubPull, GithubRepository, GithubUser } from './records.ts';
import { notFound } from './refusal.ts';

export interface GithubOptions {
  /** 0 takes a free one. */
  readonly port?: number;
  /** Whoever has a token can call. */
  readonly users: readonly { readonly login: string; readonly token?: string; readonly type?: 'User' | 'Bot' }[];
  readonly repositories: readonly {
    /** `owner/name`. */
    readonly name: string;
    readonly store: ForgeStore;
    readonly defaultBranch?: string;
    /** By login; whoever is not named may read. */
    readonly permissions?: Readonly<Record<string, GithubPermission>>;
  }[];
  /** A GitHub App: its bot, its public key (PEM), and where it is installed. */
  readonly app?: {
    readonly id: number;
    readonly slug: string;
    readonly publicKey: string;
    readonly installations: readonly { readonly id: number; readonly account: string }[];
    /** How long an installation's token is good: 3,600 s. */
    readonly tokenSeconds?: number;
  };
  readonly limits?: Partial<GithubLimits>;
  /** Where it tells what happens. */
  readonly webhook?: Webhook;
  /** Told of each write that was done: its operation, and the answer. */
  readonly onWrite?: (operation: string, answer: unknown) => void;
}

/** What GitHub gives at most; the defaults are its own. */
export interface GithubLimits {
  /** Beyond them a diff is answered 406. */
  readonly diffLines: number;
  readonly diffFiles: number;
  /** Files that the list of a pull request ends at. */
  readonly listedFiles: number;
  /** Changed lines of a file beyond which its patch is left out. */
  readonly patchLines: number;
  /** Requests in a window, and the window in milliseconds. */
  readonly requests: number;
  readonly window: number;
  /** Writes in a second window; beyond them comes the secondary limit, with this `Retry-After` in seconds. */
  readonly writes: number;
  readonly writeWindow: number;
  readonly retryAfter: number;
}

const DEFAULTS: GithubLimits = {
  diffLines: 20_000,
  diffFiles: 300,
  listedFiles: 3_000,
  patchLines: 20_000,
  requests: 5_000,
  window: 3_600_000,
  writes: 80,
  writeWindow: 60_000,
  retryAfter: 60,
};

/** Everything that the fake GitHub knows. */
export class GithubWorld {
  readonly users: readonly GithubUser[];
  readonly repositories: readonly GithubRepository[];
  readonly limits: GithubLimits;
  /** Who a token stands for. */
  readonly tokens = new Map<
    string,
    { readonly user: GithubUser; readonly until?: number; readonly installation?: number }
  >();
  readonly app: GithubOptions['app'];
  readonly announcer: Announcer;
  readonly onWrite: GithubOptions['onWrite'];
  readonly diffs = new Map<string, Promise<{ readonly raw: Buffer; readonly files: readonly ChangedFile[] }>>();
  #ids = 1_000;

  constructor(options: GithubOptions) {
    this.limits = { ...DEFAULTS, ...options.limits };
    this.app = options.app;
    this.announcer = new Announcer(options.webhook, githubHeaders);
    this.onWrite = options.onWrite;
    const bot = options.app && [{ login: `${options.app.slug}[bot]`, type: 'Bot' as const, token: undefined }];
    this.users = [...options.users, ...(bot ?? [])].map(({ login, type = 'User', token }) => {
      const user: GithubUser = { id: this.id(), login, type };
      if (token !== undefined) this.tokens.set(token, { user });
      return user;
    });
    this.repositories = options.repositories.map(({ name, store, defaultBranch = 'main', permissions = {} }) => ({
      id: this.id(),
      full_name: name,
      defaultBranch,
      store,
      permissions,
      pulls: new Map(),
      statuses: [],
      checkRuns: [],
      commitComments: [],
    }));
  }

  /** A number that nothing else has. */
  id(): number {
    return this.#ids++;
  }

  user(login: string): GithubUser {
    const found = this.users.find((user) => user.login === login);
    if (found === undefined) throw new Error(`there is no user ${login}`);
    return found;
  }

  repository(name: string): GithubRepository {
    const found = this.repositories.find(({ full_name: known }) => known.toLowerCase() === name.toLowerCase());
    if (found === undefined) throw notFound();
    return found;
  }

  /** What a commit changes against its first parent. */
  async diffOfCommit({ store }: GithubRepository, sha: string) {
    const raw = await store.commitDiff(sha);
    return { raw, files: changedFiles(raw.toString()) };
  }

  /** The diff of a pull request as it is now: read once for each pair of commits. */
  diffOf(repository: GithubRepository, { baseSha, headSha }: Pick<GithubPull, 'baseSha' | 'headSha'>) {
    const key = `${repository.full_name} ${baseSha} ${headSha}`;
    const known = this.diffs.get(key);
    if (known !== undefined) return known;
    const read = repository.store.relate(baseSha, headSha).then((relation) => {
      const raw = relation?.diff ?? Buffer.alloc(0);
      return { raw, files: changedFiles(raw.toString()) };
    });
    this.diffs.set(key, read);
    return read;
  }
}
