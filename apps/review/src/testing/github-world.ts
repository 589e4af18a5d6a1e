import type { ChangeAttributed, ChangeReviewed, PushReviewed } from '@arbiter/contracts';
import {
  type FreshRepository,
  type GithubPull,
  type GithubServer,
  GitStore,
  type Tree,
  freshRepository,
  startGithub,
} from '@arbiter/testing';
import { ReviewService, type ToldPush } from './review-service.ts';

const NAME = 'octo/hello';
const place = { forge: 'github', repository: { id: '1296269', name: NAME } } as const;

/** A comment on a commit, on a line of it or on the whole. */
interface OnCommit {
  readonly body: string;
  readonly path: string | null;
  readonly line: number | null;
}

/** The review service beside a strict GitHub with a real repository in it. */
export class GithubReviewWorld {
  private constructor(
    readonly service: ReviewService,
    readonly github: GithubServer,
    readonly files: FreshRepository,
  ) {}

  get outside() {
    return this.service.outside;
  }

  /** @param tree what the default branch has besides */
  static async start(environment: Readonly<Record<string, string>> = {}, tree: Tree = {}): Promise<GithubReviewWorld> {
    const files = await freshRepository();
    await files.commit('main', { 'README.md': '# hello\n', ...tree });
    const github = await startGithub({
      users: [
        { login: 'arbiter', token: 'token-of-arbiter', type: 'Bot' },
        { login: 'ada', token: 'token-of-ada' },
        { login: 'eve', token: 'token-of-eve' },
      ],
      repositories: [
        {
          name: NAME,
          store: new GitStore(files.directory),
          permissions: { arbiter: 'write', ada: 'write', eve: 'read' },
        },
      ],
      limits: { writes: 10_000 },
    });
    const access = { ARBITER_GITHUB_TOKEN: 'token-of-arbiter', ARBITER_GITHUB_BASE_URL: github.url };
    return new GithubReviewWorld(await ReviewService.start({ ...access, ...environment }), github, files);
  }

  /** Commits to a branch, and opens it as a pull request. Answers its number. */
  async change(branch: string, tree: Tree): Promise<number> {
    await this.files.commit(branch, tree);
    return this.github.open({ repository: NAME, base: 'main', head: branch, author: 'ada', title: `About ${branch}` });
  }

  /** Commits again, and moves the pull request along. */
  async push(number: number, branch: string, tree: Tree): Promise<void> {
    await this.files.commit(branch, tree);
    await this.github.push(NAME, number);
  }

  /** Tells of a push to a branch. */
  tellPush(push: Omit<ToldPush, 'forge' | 'repository'>): Promise<void> {
    return this.service.tellPush({ ...place, ...push });
  }

  /** Tells of a push, and waits for its review. */
  reviewPush(push: Omit<ToldPush, 'forge' | 'repository'>): Promise<PushReviewed> {
    return this.service.reviewPush({ ...place, ...push });
  }

  /** What was said on a commit, and its statuses. */
  commit(sha: string): { readonly comments: readonly OnCommit[]; readonly statuses: readonly string[] } {
    const { commitComments, statuses } = this.github.repository(NAME);
    return {
      comments: commitComments.filter(({ commit_id: commit }) => commit === sha),
      statuses: statuses.filter((status) => status.sha === sha).map(({ state }) => state),
    };
  }

  pull(number: number): GithubPull {
    return this.github.pull(NAME, number);
  }

  /** Statuses of the head, oldest first. */
  statuses(number: number): readonly { readonly state: string; readonly description: string | null }[] {
    const { headSha } = this.pull(number);
    return this.github.repository(NAME).statuses.filter(({ sha }) => sha === headSha);
  }

  tell(number: number, action: ChangeAttributed['action'] = 'pushed'): Promise<void> {
    return this.service.tell({ ...place, number, action });
  }

  told(number: number): Promise<readonly ChangeReviewed[]> {
    return this.service.told({ ...place, number });
  }

  /** Tells of the change, and waits until so many reviews of it were told of. */
  review(number: number, reviews = 1, action: ChangeAttributed['action'] = 'pushed'): Promise<ChangeReviewed> {
    return this.service.review({ ...place, number, action }, reviews);
  }

  async close(): Promise<void> {
    await this.service.close();
    await Promise.all([this.github.close(), this.files.remove()]);
  }
}
