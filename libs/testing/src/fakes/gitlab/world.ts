import { type ChangedFile, changedFiles } from '../forge/changed-files.ts';
import type { ForgeStore } from '../forge/forge-store.ts';
import { Announcer, type Webhook, gitlabHeaders } from '../forge/webhook.ts';
import type { GitlabAccess, GitlabProject, GitlabShas, GitlabUser } from './records.ts';
import { missing } from './refusal.ts';

export interface GitlabOptions {
  /** 0 takes a free one. */
  readonly port?: number;
  /** Whoever has a token can call. */
  readonly users: readonly { readonly username: string; readonly token?: string; readonly bot?: boolean }[];
  readonly projects: readonly {
    /** `group/name`. */
    readonly path: string;
    readonly store: ForgeStore;
    readonly defaultBranch?: string;
    /** By username; whoever is not named is no member. */
    readonly members?: Readonly<Record<string, GitlabAccess>>;
  }[];
  readonly limits?: Partial<GitlabLimits>;
  /** Where it tells what happens. */
  readonly webhook?: Webhook;
  /** Told of each write that was done: its route, and the answer. */
  readonly onWrite?: (route: string, answer: unknown) => void;
}

/** What GitLab gives at most. */
export interface GitlabLimits {
  /** Bytes of a file's diff beyond which it is collapsed, and beyond which it is too large to be shown at all. */
  readonly collapsedBytes: number;
  readonly tooLargeBytes: number;
  /** Files that a merge request's list ends at. */
  readonly files: number;
  /** False: an old GitLab, without `raw_diffs`. */
  readonly rawDiffs: boolean;
  /** Requests in a window, and the window in milliseconds. */
  readonly requests: number;
  readonly window: number;
}

const DEFAULTS: GitlabLimits = {
  collapsedBytes: 100 * 1024,
  tooLargeBytes: 200 * 1024,
  files: 1_000,
  rawDiffs: true,
  requests: 2_000,
  window: 60_000,
};

/** Everything that the fake GitLab knows. */
export class GitlabWorld {
  readonly users: readonly GitlabUser[];
  readonly projects: readonly GitlabProject[];
  readonly limits: GitlabLimits;
  readonly announcer: Announcer;
  readonly onWrite: GitlabOptions['onWrite'];
  readonly tokens = new Map<string, GitlabUser>();
  readonly #diffs = new Map<string, Promise<{ readonly raw: Buffer; readonly files: readonly ChangedFile[] }>>();
  #ids = 1_000;

  constructor(options: GitlabOptions) {
    this.limits = { ...DEFAULTS, ...options.limits };
    this.announcer = new Announcer(options.webhook, gitlabHeaders);
    this.onWrite = options.onWrite;
    this.users = options.users.map(({ username, token, bot = false }) => {
      const user = { id: this.id(), username, bot };
      if (token !== undefined) this.tokens.set(token, user);
      return user;
    });
    this.projects = options.projects.map(({ path, store, defaultBranch = 'main', members = {} }) => ({
      id: this.id(),
      path,
      defaultBranch,
      store,
      members,
      mergeRequests: new Map(),
      statuses: [],
      commitDiscussions: new Map(),
    }));
  }

  /** A number that nothing else has. */
  id(): number {
    return this.#ids++;
  }

  user(name: string): GitlabUser {
    const found = this.users.find(({ username }) => username === name);
    if (found === undefined) throw new Error(`there is no user ${name}`);
    return found;
  }

  /** By number or by whole path. */
  project(id: string): GitlabProject {
    const found = this.projects.find((project) => String(project.id) === id || project.path === id);
    if (found === undefined) throw missing('Project');
    return found;
  }

  /** What a commit changes against its first parent. */
  async diffOfCommit({ store }: GitlabProject, sha: string): Promise<readonly ChangedFile[]> {
    return changedFiles((await store.commitDiff(sha)).toString());
  }

  /** What lies between a version's base and head: read once. */
  diffOf(project: GitlabProject, { base_sha: base, head_sha: head }: Pick<GitlabShas, 'base_sha' | 'head_sha'>) {
    const key = `${project.path} ${base} ${head}`;
    const known = this.#diffs.get(key);
    if (known !== undefined) return known;
    const read = project.store.relate(base, head).then((relation) => {
      const raw = relation?.diff ?? Buffer.alloc(0);
      return { raw, files: changedFiles(raw.toString()) };
    });
    this.#diffs.set(key, read);
    return read;
  }
}
