import type { ChangeAddress } from '../api/change.ts';
import type { CallOptions } from '../api/code-host.ts';
import type { Comment, Thread } from '../api/comments.ts';
import { Forbidden, Gone, Invalid, RateLimited } from '../api/forge.errors.ts';
import type { GithubSession } from './session.ts';

const COMMENTS = `pageInfo { hasNextPage endCursor }
  nodes { databaseId body createdAt updatedAt url
    author { __typename login ... on User { databaseId } ... on Bot { databaseId } } }`;

const THREADS = `query ($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) { pullRequest(number: $number) {
    reviewThreads(first: 50, after: $after) { pageInfo { hasNextPage endCursor }
      nodes { id isResolved isOutdated path line comments(first: 50) { ${COMMENTS} } } } } } }`;

const MORE_COMMENTS = `query ($id: ID!, $after: String) {
  node(id: $id) { ... on PullRequestReviewThread { comments(first: 100, after: $after) { ${COMMENTS} } } } }`;

interface Connection<Node> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly Node[];
}

interface ShownComment {
  readonly databaseId: number;
  readonly body: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly url: string;
  readonly author: { readonly __typename: string; readonly login: string; readonly databaseId?: number } | null;
}

interface ShownThread {
  readonly id: string;
  readonly isResolved: boolean;
  readonly isOutdated: boolean;
  readonly path: string;
  readonly line: number | null;
  readonly comments: Connection<ShownComment>;
}

/** Every conversation in the diff. Only GraphQL knows which of them are resolved. */
export async function listThreads(
  session: GithubSession,
  { number }: ChangeAddress,
  options: CallOptions,
): Promise<readonly Thread[]> {
  const { owner, repo: name } = session.where;
  const threads: Thread[] = [];
  for (let after: string | null = null; ;) {
    const page: Connection<ShownThread> = (
      await query<{ repository: { pullRequest: { reviewThreads: Connection<ShownThread> } } }>(
        session,
        THREADS,
        { owner, name, number, after },
        options,
      )
    ).repository.pullRequest.reviewThreads;
    for (const shown of page.nodes) threads.push(await threadOf(session, shown, options));
    if (!page.pageInfo.hasNextPage) return threads;
    after = page.pageInfo.endCursor;
  }
}

export async function setResolved(
  session: GithubSession,
  threadId: string,
  resolved: boolean,
  options: CallOptions,
): Promise<void> {
  const field = resolved ? 'resolveReviewThread' : 'unresolveReviewThread';
  const mutation = `mutation ($threadId: ID!) { ${field}(input: { threadId: $threadId }) { thread { id isResolved } } }`;
  await query(session, mutation, { threadId }, options);
}

async function threadOf(session: GithubSession, shown: ShownThread, options: CallOptions): Promise<Thread> {
  const comments = [...shown.comments.nodes];
  for (let { pageInfo } = shown.comments; pageInfo.hasNextPage;) {
    const { node } = await query<{ node: { comments: Connection<ShownComment> } }>(
      session,
      MORE_COMMENTS,
      { id: shown.id, after: pageInfo.endCursor },
      options,
    );
    comments.push(...node.comments.nodes);
    ({ pageInfo } = node.comments);
  }
  return {
    id: shown.id,
    path: shown.path,
    resolved: shown.isResolved,
    outdated: shown.isOutdated,
    ...(shown.line !== null && { line: shown.line }),
    comments: comments.map(commentOf),
  };
}

function commentOf({ databaseId, body, createdAt, updatedAt, url, author }: ShownComment): Comment {
  const bot = author?.__typename === 'Bot';
  // GraphQL leaves `[bot]` off; REST, webhooks and people do not.
  const login = bot ? `${author.login}[bot]` : (author?.login ?? '');
  return {
    id: String(databaseId),
    body,
    ...(author && { author: { id: String(author.databaseId ?? ''), login, bot } }),
    createdAt,
    updatedAt,
    url,
  };
}

interface GraphqlAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly type?: string; readonly message: string }[];
}

/** Asks GraphQL, which says with 200 that something is wrong. */
function query<Data>(
  session: GithubSession,
  text: string,
  variables: Readonly<Record<string, unknown>>,
  options: CallOptions,
): Promise<Data> {
  return session.ask(options, async (request) => {
    const { data: answer } = await session.octokit.request<string>({
      method: 'POST',
      url: '/graphql',
      baseUrl: graphqlBase(session),
      query: text,
      variables,
      request,
    });
    const { data, errors = [] } = answer as GraphqlAnswer<Data>;
    const [error] = errors;
    if (error === undefined && data) return data;
    if (error?.type === 'NOT_FOUND') throw new Gone('github');
    if (error?.type === 'FORBIDDEN') throw new Forbidden('github', error.message);
    if (error?.type === 'RATE_LIMITED') throw new RateLimited('github', new Date(Date.now() + 60_000));
    throw new Invalid('github', 200, error?.message ?? 'no data');
  });
}

/** An Enterprise Server has REST at /api/v3, and GraphQL at /api. */
const graphqlBase = ({ octokit }: GithubSession): string =>
  octokit.request.endpoint.DEFAULTS.baseUrl.replace(/\/v3\/?$/, '');
