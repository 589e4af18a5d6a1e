import {
  type ChangeAttributed,
  ChangeAttributedEvent,
  type ChangeReviewed,
  ChangeReviewedEvent,
} from '@arbiter/contracts';
import { Outside, until } from '@arbiter/messaging/testing';
import { migrate } from '@arbiter/persistence';
import { createService, loadConfig, stableId } from '@arbiter/service';
import {
  type FreshRepository,
  type GithubPull,
  type GithubServer,
  GitStore,
  type Servers,
  type Tree,
  freshRepository,
  startGithub,
  startServers,
} from '@arbiter/testing';
import type { INestApplication } from '@nestjs/common';
import { schema } from '../persistence/schema.ts';
import { reviewConfig } from '../review.config.ts';
import { ReviewModule } from '../review.module.ts';
import { startBudgets } from './budgets.ts';

const NAME = 'octo/hello';
const repository = { id: '1296269', name: NAME };

/** The review service beside a strict GitHub with a real repository in it. */
export class GithubReviewWorld {
  #events = 0;

  private constructor(
    readonly servers: Servers,
    readonly github: GithubServer,
    readonly files: FreshRepository,
    readonly outside: Outside,
    private readonly apps: readonly INestApplication[],
  ) {}

  static async start(environment: Readonly<Record<string, string>> = {}): Promise<GithubReviewWorld> {
    const [servers, files] = await Promise.all([startServers(), freshRepository()]);
    await files.commit('main', { 'README.md': '# hello\n' });
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
    const places = { ARBITER_DATABASE_URL: servers.databaseUrl, ARBITER_NATS_URL: servers.natsUrl };
    const config = loadConfig(reviewConfig, {
      ...places,
      ARBITER_REDIS_URL: servers.redisUrl,
      ARBITER_GITHUB_TOKEN: 'token-of-arbiter',
      ARBITER_GITHUB_BASE_URL: github.url,
      ARBITER_INTEGRATION_MAX_RETRIES: '1',
      ARBITER_INTEGRATION_TIMEOUT: '2',
      ...environment,
    });
    const [outside] = await Promise.all([Outside.of(servers.natsUrl), migrate(schema, config)]);
    const apps = await Promise.all([
      startBudgets(places),
      createService({ name: 'review', module: ReviewModule, config: reviewConfig }, config),
    ]);
    return new GithubReviewWorld(servers, github, files, outside, apps);
  }

  /** Commits to the change's branch; opens it as a pull request if it is new. Answers its number. */
  async change(branch: string, tree: Tree): Promise<number> {
    await this.files.commit(branch, tree);
    return this.github.open({ repository: NAME, base: 'main', head: branch, author: 'ada', title: `About ${branch}` });
  }

  /** Commits again, and moves the pull request along. */
  async push(number: number, branch: string, tree: Tree): Promise<void> {
    await this.files.commit(branch, tree);
    await this.github.push(NAME, number);
  }

  pull(number: number): GithubPull {
    return this.github.pull(NAME, number);
  }

  /** Statuses of the head, oldest first. */
  statuses(number: number): readonly { readonly state: string; readonly description: string | null }[] {
    const { headSha } = this.pull(number);
    return this.github.repository(NAME).statuses.filter(({ sha }) => sha === headSha);
  }

  /** Tells of something that happened to the change. Each telling is another event. */
  async tell(number: number, action: ChangeAttributed['action'] = 'pushed', more: Partial<ChangeAttributed> = {}) {
    const at = new Date(Date.UTC(2026, 10, 18, 10, 0, this.#events++)).toISOString();
    const { headSha, draft } = this.pull(number);
    await this.outside.events.publish(ChangeAttributedEvent, {
      forge: 'github',
      repository,
      number,
      action,
      state: 'open',
      draft,
      title: { text: 'A change' },
      description: { text: '' },
      source: { branch: 'topic', sha: headSha },
      target: { branch: 'main' },
      updatedAt: at,
      deliveryId: stableId(at),
      attribution: { coAuthors: [] },
      ...more,
    });
  }

  /** The reviews that were told of, of one change. */
  async told(number: number): Promise<readonly ChangeReviewed[]> {
    return (await this.outside.published(ChangeReviewedEvent)).filter((review) => review.number === number);
  }

  /** Tells of the change, and waits until so many reviews of it were told of. */
  async review(number: number, reviews = 1, action?: ChangeAttributed['action']): Promise<ChangeReviewed> {
    await this.tell(number, action);
    await until(async () => (await this.told(number)).length >= reviews);
    const last = (await this.told(number)).at(-1);
    if (!last) throw new Error('nothing was told');
    return last;
  }

  async close(): Promise<void> {
    await Promise.all(this.apps.map((app) => app.close()));
    await this.outside.close();
    await Promise.all([this.servers.close(), this.github.close(), this.files.remove()]);
  }
}
