import { type FastifyInstance, type FastifyRequest, fastify } from 'fastify';
import { conditional } from '../forge/conditional.ts';
import { type Fault, Faults } from '../forge/faults.ts';
import { placeAfter } from '../forge/follow-line.ts';
import type { Announcer } from '../forge/webhook.ts';
import { gitlabServer } from './call.ts';
import { announceMergeRequest } from './deliveries.ts';
import type { GitlabMergeRequest, GitlabProject, GitlabShas, GitlabUser } from './records.ts';
import { GitlabRefusal } from './refusal.ts';
import { serveDiscussions } from './routes/discussions.ts';
import { serveMergeRequests } from './routes/merge-requests.ts';
import { serveNotes } from './routes/notes.ts';
import { servePeople } from './routes/people.ts';
import { serveRepository } from './routes/repository.ts';
import { type GitlabOptions, GitlabWorld } from './world.ts';

/** A merge request to be opened. */
export interface MergeRequestToOpen {
  readonly project: string;
  /** Branches; of a DiffStore `main` and `change`. */
  readonly target: string;
  readonly source: string;
  readonly author: string;
  readonly title?: string;
  readonly description?: string;
  readonly draft?: boolean;
  readonly labels?: readonly string[];
  /** It comes from a fork; null: one that is gone. */
  readonly fork?: true | null;
  /** False: its diff is not made yet. */
  readonly prepared?: boolean;
}

/** Stands in for GitLab, on the loopback: its own HTTP, strict, and it keeps what was posted. */
export interface GitlabServer {
  /** For ARBITER_GITLAB_BASE_URL. */
  readonly url: string;
  /** Opens a merge request; its iid. */
  open(mergeRequest: MergeRequestToOpen): Promise<number>;
  /** Makes a new version of a merge request: of where its branches are now, or of a given commit. */
  push(project: string, iid: number, head?: string): Promise<void>;
  /** A merge request with all that was posted on it; may be changed. */
  mergeRequest(project: string, iid: number): GitlabMergeRequest;
  /** Statuses and comments on commits. */
  project(path: string): GitlabProject;
  /** What was asked: `GET /api/v4/…`, in the order of arrival, answered well or not. */
  readonly requests: readonly string[];
  /** What its webhook was told, and what came back; wait for `settled` first. */
  readonly deliveries: Pick<Announcer, 'delivered' | 'settled'>;
  fail(...faults: readonly Fault[]): void;
  close(): Promise<void>;
}

/** Starts it. */
export async function startGitlab(options: GitlabOptions): Promise<GitlabServer> {
  const world = new GitlabWorld(options);
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
  faults.install(app);
  limit(app, world);
  conditional(app, () => undefined);
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof GitlabRefusal) return reply.code(error.status).send(error.body);
    return reply
      .code(500)
      .send({ message: '500 Internal Server Error', detail: error instanceof Error ? error.message : '' });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: '404 Not Found' }));
  const serve = gitlabServer(app, world, (request) => callerOf(world, request));
  for (const room of [serveMergeRequests, serveDiscussions, serveNotes, serveRepository, servePeople]) room(serve);
  const url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  const find = (path: string, iid: number): GitlabMergeRequest => {
    const found = world.project(path).mergeRequests.get(iid);
    if (found === undefined) throw new Error(`there is no merge request ${iid} in ${path}`);
    return found;
  };
  return {
    url,
    requests,
    open: (mergeRequest) => open(world, mergeRequest),
    push: async (path, iid, head) => {
      const mergeRequest = find(path, iid);
      const before = mergeRequest.versions.at(-1)?.head_sha;
      const version = await versionOf(world.project(path), mergeRequest, head);
      mergeRequest.versions.push(version);
      if (before !== undefined) await followPush(world, world.project(path), mergeRequest, before, version);
      announceMergeRequest(world, world.project(path), mergeRequest, 'update', before);
    },
    mergeRequest: find,
    project: (path) => world.project(path),
    deliveries: world.announcer,
    fail: (...more) => faults.add(...more),
    close: () => app.close(),
  };
}

function callerOf(world: GitlabWorld, { headers }: FastifyRequest): GitlabUser {
  const bearer = /^bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  const user = world.tokens.get(String(headers['private-token'] ?? bearer));
  if (user === undefined) throw new GitlabRefusal(401, { message: '401 Unauthorized' });
  return user;
}

/** Counts requests and refuses those beyond the limit, as GitLab does: in plain words. */
function limit(app: FastifyInstance, { limits }: GitlabWorld): void {
  let used = 0;
  let until = 0;
  app.addHook('onRequest', async (_request, reply) => {
    const now = Date.now();
    if (now >= until) [used, until] = [0, now + limits.window];
    used++;
    reply.headers({
      'ratelimit-limit': String(limits.requests),
      'ratelimit-observed': String(used),
      'ratelimit-remaining': String(Math.max(0, limits.requests - used)),
      'ratelimit-reset': String(Math.ceil(until / 1000)),
    });
    if (used <= limits.requests) return;
    reply.header('retry-after', String(Math.ceil((until - now) / 1000)));
    return reply.code(429).type('text/plain').send('Retry later\n');
  });
}

async function open(world: GitlabWorld, asked: MergeRequestToOpen): Promise<number> {
  const project = world.project(asked.project);
  const iid = Math.max(0, ...project.mergeRequests.keys()) + 1;
  const branches = { source_branch: asked.source, target_branch: asked.target };
  const mergeRequest: GitlabMergeRequest = {
    iid,
    author: world.user(asked.author),
    title: asked.title ?? 'A change',
    description: asked.description ?? '',
    state: 'opened',
    draft: asked.draft ?? false,
    labels: [...(asked.labels ?? [])],
    ...branches,
    source_project_id: asked.fork === undefined ? project.id : asked.fork === null ? null : world.id(),
    versions: [await versionOf(project, branches)],
    prepared: asked.prepared ?? true,
    discussions: [],
    quickActions: [],
  };
  project.mergeRequests.set(iid, mergeRequest);
  announceMergeRequest(world, project, mergeRequest, 'open');
  return iid;
}

async function versionOf(
  { store }: GitlabProject,
  { source_branch: source, target_branch: target }: Pick<GitlabMergeRequest, 'source_branch' | 'target_branch'>,
  given?: string,
): Promise<GitlabShas> {
  const [start, head] = [await store.resolve(target), given ?? (await store.resolve(source))];
  if (start === undefined || head === undefined) throw new Error(`there is no ${target} or no ${source}`);
  const relation = await store.relate(start, head);
  return { base_sha: relation?.mergeBase ?? start, start_sha: start, head_sha: head };
}

/** Notes go with their lines to the new version; those on lines that the push changed, or that nobody can follow, stay behind. */
async function followPush(
  world: GitlabWorld,
  project: GitlabProject,
  { discussions }: GitlabMergeRequest,
  before: string,
  version: GitlabShas,
): Promise<void> {
  if ((await project.store.relate(before, version.head_sha))?.mergeBase !== before) return;
  const { files } = await world.diffOf(project, { base_sha: before, head_sha: version.head_sha });
  for (const note of discussions.flatMap(({ notes }) => notes)) {
    const { position } = note;
    const { new_path: path, new_line: line } = position ?? {};
    if (position?.head_sha !== before || path === undefined || typeof line !== 'number') continue;
    const after = placeAfter(files, { path, line });
    if (after) note.position = { ...position, ...version, new_path: after.path, new_line: after.line };
  }
}
