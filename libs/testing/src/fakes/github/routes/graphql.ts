import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller } from '../call.ts';
import type { GithubPull, GithubReviewComment } from '../records.ts';
import type { GithubWorld } from '../world.ts';

interface Asked {
  readonly query?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Of GraphQL only what REST has not: threads, and whether they are resolved. */
export function serveGraphql(
  app: FastifyInstance,
  world: GithubWorld,
  callerOf: (request: FastifyRequest) => Caller,
): void {
  app.post('/graphql', (request) => {
    callerOf(request);
    const { query = '', variables = {} } = request.body as Asked;
    if (/\bunresolveReviewThread\b/.test(query)) return settle(world, 'unresolveReviewThread', variables, false);
    if (/\bresolveReviewThread\b/.test(query)) return settle(world, 'resolveReviewThread', variables, true);
    if (/\bnode\(/.test(query)) return moreComments(world, query, variables);
    if (/\breviewThreads\b/.test(query)) return threads(world, query, variables);
    return { errors: [{ type: 'undefinedField', message: 'This fake knows only the threads of pull requests.' }] };
  });
}

const missing = (what: string) => ({
  data: null,
  errors: [{ type: 'NOT_FOUND', message: `Could not resolve to a node with the global id of '${what}'` }],
});

function settle(world: GithubWorld, field: string, { threadId }: Readonly<Record<string, unknown>>, resolved: boolean) {
  const all = world.repositories.flatMap(({ pulls }) => [...pulls.values()].flatMap((pull) => pull.reviewComments));
  const thread = all.find((comment) => comment.thread.id === threadId)?.thread;
  if (thread === undefined) return missing(String(threadId));
  thread.resolved = resolved;
  return { data: { [field]: { thread: { id: thread.id, isResolved: resolved } } } };
}

function threads(world: GithubWorld, query: string, variables: Readonly<Record<string, unknown>>) {
  const { owner, name, number, after } = variables;
  const repository = world.repositories.find((known) => known.full_name === `${String(owner)}/${String(name)}`);
  const pull = repository?.pulls.get(Number(number));
  if (pull === undefined) return missing(`${String(owner)}/${String(name)}#${String(number)}`);
  const size = Number(/reviewThreads\(\s*first:\s*(\d+)/.exec(query)?.[1] ?? 0);
  if (size < 1 || size > 100) return { errors: [{ type: 'EXCESSIVE_PAGINATION', message: 'first must be 1 to 100' }] };
  const inner = Number(/comments\(\s*first:\s*(\d+)/.exec(query)?.[1] ?? 0);
  const all = threadsOf(pull);
  const start = after === null || after === undefined ? 0 : Number(after);
  const page = all.slice(start, start + size);
  return {
    data: {
      repository: {
        pullRequest: {
          reviewThreads: {
            pageInfo: { hasNextPage: start + size < all.length, endCursor: String(start + page.length) },
            nodes: page.map((comments) => showThread(comments, inner)),
          },
        },
      },
    },
  };
}

/** The comments of one thread behind the first page. */
function moreComments(world: GithubWorld, query: string, { id, after }: Readonly<Record<string, unknown>>) {
  const pulls = world.repositories.flatMap((repository) => [...repository.pulls.values()]);
  const comments = pulls.flatMap(threadsOf).find(([first]) => first?.thread.id === id);
  if (comments === undefined) return missing(String(id));
  const size = Number(/comments\(\s*first:\s*(\d+)/.exec(query)?.[1] ?? 0);
  return { data: { node: { comments: showComments(comments, Number(after ?? 0), size) } } };
}

/** The comments of each thread, in the order of the threads' first ones. */
function threadsOf(pull: GithubPull): readonly (readonly GithubReviewComment[])[] {
  const pending = new Set(pull.reviews.filter(({ state }) => state === 'PENDING').map(({ id }) => id));
  const threads = new Map<string, GithubReviewComment[]>();
  for (const comment of pull.reviewComments) {
    if (pending.has(comment.review)) continue;
    threads.set(comment.thread.id, [...(threads.get(comment.thread.id) ?? []), comment]);
  }
  return [...threads.values()];
}

function showThread(comments: readonly GithubReviewComment[], most: number) {
  const [first] = comments as readonly [GithubReviewComment, ...unknown[]];
  const line = first.now === undefined ? first.line : first.now;
  return {
    id: first.thread.id,
    isResolved: first.thread.resolved,
    isOutdated: first.now === null,
    path: first.path,
    line,
    comments: showComments(comments, 0, most),
  };
}

const showComments = (comments: readonly GithubReviewComment[], start: number, size: number) => ({
  pageInfo: { hasNextPage: start + size < comments.length, endCursor: String(start + size) },
  nodes: comments.slice(start, start + size).map((comment) => ({
    databaseId: comment.id,
    body: comment.body,
    createdAt: comment.created_at,
    updatedAt: comment.updated_at,
    url: `https://github.test/comments/${comment.id}`,
    author: {
      __typename: comment.user.type,
      // GraphQL leaves `[bot]` off the names of bots; REST does not.
      login: comment.user.login.replace(/\[bot\]$/, ''),
      databaseId: comment.user.id,
    },
  })),
});
