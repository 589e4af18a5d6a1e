import { type FastifyInstance, fastify } from 'fastify';
import { conditional } from '../forge/conditional.ts';
import { type Fault, Faults } from '../forge/faults.ts';
import { placeAfter } from '../forge/follow-line.ts';
import type { Announcer } from '../forge/webhook.ts';
import { server } from './call.ts';
import { announcePull } from './deliveries.ts';
import { describedOperations } from './description.ts';
import { Gate } from './gate.ts';
import type { GithubPull, GithubRepository } from './records.ts';
import { Refusal } from './refusal.ts';
import { serveAccounts, serveRateLimit } from './routes/accounts.ts';
import { serveComments } from './routes/comments.ts';
import { serveContents } from './routes/contents.ts';
import { serveGraphql } from './routes/graphql.ts';
import { servePulls } from './routes/pulls.ts';
import { serveReviewComments } from './routes/review-comments.ts';
import { serveReviews } from './routes/reviews.ts';
import { serveStatuses } from './routes/statuses.ts';
import { type GithubOptions, GithubWorld } from './world.ts';

/** A pull request to be opened. */
export interface PullToOpen {
  readonly repository: string;
  /** Branches; of a DiffStore `main` and `change`. */
  readonly base: string;
  readonly head: string;
  readonly author: string;
  readonly title?: string;
  readonly body?: string;
  readonly draft?: boolean;
  readonly labels?: readonly string[];
  /** The repository that it comes from; null: one that is gone. Unset: the same. */
  readonly from?: string | null;
}

/** Stands in for GitHub, on the loopback: its own HTTP, strict, and it keeps what was posted. */
export interface GithubServer {
  /** For ARBITER_GITHUB_BASE_URL. */
  readonly url: string;
  /** Opens a pull request; its number. */
  open(pull: PullToOpen): Promise<number>;
  /** Moves a pull request to where its branches are now, or to a given commit. */
  push(repository: string, number: number, head?: string): Promise<void>;
  /** A pull request with all that was posted on it; may be changed. */
  pull(repository: string, number: number): GithubPull;
  /** Statuses, check runs and comments on commits. */
  repository(name: string): GithubRepository;
  /** All tokens of installations end now. */
  endTokens(): void;
  /** What was asked: `GET /repos/…`, in the order of arrival, answered well or not. */
  readonly requests: readonly string[];
  /** What its webhook was told, and what came back; wait for `settled` first. */
  readonly deliveries: Pick<Announcer, 'delivered' | 'settled'>;
  fail(...faults: readonly Fault[]): void;
  close(): Promise<void>;
}

/** Starts it. */
export async function startGithub(options: GithubOptions): Promise<GithubServer> {
  const world = new GithubWorld(options);
  const gate = new Gate(world);
  const faults = new Faults();
  const requests: string[] = [];
  const app = fastify({
    forceCloseConnections: true,
    bodyLimit: 10 * 1024 * 1024,
    routerOptions: { maxParamLength: 4_096 },
  });
  app.addHook('onRequest', (request, _reply, done) => {
    requests.push(`${request.method} ${request.url}`);
    done();
  });
  readJson(app);
  faults.install(app);
  gate.install(app);
  conditional(app, gate.giveBack);
  app.setErrorHandler((error, _request, reply) => {
    const known =
      error instanceof Refusal ? error : new Refusal(500, error instanceof Error ? error.message : 'unknown');
    const words = {
      message: known.message,
      ...(known.errors && { errors: known.errors }),
      status: String(known.status),
    };
    return reply.code(known.status).send({ ...words, documentation_url: 'https://docs.github.com/rest' });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ message: 'Not Found', status: '404' }));
  const serve = server(app, world, describedOperations(), gate.callerOf);
  for (const room of [servePulls, serveReviews, serveReviewComments, serveComments]) room(serve);
  for (const room of [serveContents, serveStatuses, serveAccounts]) room(serve);
  serveRateLimit(app, world);
  serveGraphql(app, world, gate.callerOf);
  const url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return {
    url,
    requests,
    open: (pull) => open(world, pull),
    push: async (name, number, head) => {
      const pull = pullOf(world, name, number);
      const before = pull.headSha;
      pull.headSha = head ?? (await shaOf(world.repository(name), pull.headBranch));
      await followPush(world, world.repository(name), pull, before);
      pull.baseSha = await shaOf(world.repository(name), pull.baseBranch);
      announcePull(world, world.repository(name), pull, 'synchronize');
    },
    pull: (name, number) => pullOf(world, name, number),
    repository: (name) => world.repository(name),
    endTokens: () => {
      for (const [token, { installation }] of world.tokens) if (installation !== undefined) world.tokens.delete(token);
    },
    deliveries: world.announcer,
    fail: (...more) => faults.add(...more),
    close: () => app.close(),
  };
}

/** A body may be empty whatever its type says; one that is no JSON is refused in GitHub's words. */
function readJson(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    try {
      done(null, text === '' ? undefined : JSON.parse(text as string));
    } catch {
      done(new Refusal(400, 'Problems parsing JSON'));
    }
  });
}

async function open(world: GithubWorld, asked: PullToOpen): Promise<number> {
  const repository = world.repository(asked.repository);
  const number = Math.max(0, ...repository.pulls.keys()) + 1;
  const from = asked.from === undefined ? asked.repository : asked.from;
  const pull: GithubPull = {
    number,
    user: world.user(asked.author),
    title: asked.title ?? 'A change',
    body: asked.body ?? '',
    state: 'open',
    merged: false,
    draft: asked.draft ?? false,
    labels: [...(asked.labels ?? [])],
    baseBranch: asked.base,
    headBranch: asked.head,
    baseSha: await shaOf(repository, asked.base),
    headSha: await shaOf(repository, asked.head),
    headRepository:
      from === null ? null : { id: from === asked.repository ? repository.id : world.id(), full_name: from },
    reviews: [],
    reviewComments: [],
    comments: [],
  };
  repository.pulls.set(number, pull);
  announcePull(world, repository, pull, 'opened');
  return number;
}

async function shaOf({ store }: GithubRepository, ref: string): Promise<string> {
  const sha = await store.resolve(ref);
  if (sha === undefined) throw new Error(`there is no ${ref}`);
  return sha;
}

function pullOf(world: GithubWorld, name: string, number: number): GithubPull {
  const pull = world.repository(name).pulls.get(number);
  if (pull === undefined) throw new Error(`there is no pull request ${number} in ${name}`);
  return pull;
}

/** Comments go with their lines; those on lines that the push changed, or that nobody can follow, are outdated. */
async function followPush(
  world: GithubWorld,
  repository: GithubRepository,
  pull: GithubPull,
  before: string,
): Promise<void> {
  const { headSha } = pull;
  const isAhead = (await repository.store.relate(before, headSha))?.mergeBase === before;
  const { files } = await world.diffOf(repository, { baseSha: before, headSha });
  for (const comment of pull.reviewComments) {
    const { path, line, now = line, side } = comment;
    if (now === null || side === 'LEFT') continue;
    comment.now = isAhead ? (placeAfter(files, { path, line: now })?.line ?? null) : null;
  }
}
