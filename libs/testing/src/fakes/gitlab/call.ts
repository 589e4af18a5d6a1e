import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GitlabMergeRequest, GitlabProject, GitlabUser } from './records.ts';
import { GitlabRefusal, missing, wrongParameter } from './refusal.ts';
import type { GitlabWorld } from './world.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The kinds of parameters; `?` where it may be missing. */
export type Parameters = Readonly<Record<string, 'text' | 'text?' | 'number?' | 'flag' | 'flag?' | 'object?' | 'list'>>;

/** One request with parameters that GitLab knows: query and body are one to it. */
export class GitlabCall {
  readonly world: GitlabWorld;
  readonly user: GitlabUser;
  readonly given: Fields;
  readonly #path: Fields;
  readonly #url: URL;
  readonly #reply: FastifyReply;

  constructor(world: GitlabWorld, user: GitlabUser, request: FastifyRequest, reply: FastifyReply) {
    this.world = world;
    this.user = user;
    this.given = { ...(request.query as Fields), ...(request.body as Fields | undefined) };
    this.#path = request.params as Fields;
    this.#url = new URL(request.url, `http://${request.host}`);
    this.#reply = reply;
  }

  get project(): GitlabProject {
    return this.world.project(this.path('id'));
  }

  get mergeRequest(): GitlabMergeRequest {
    const found = this.project.mergeRequests.get(Number(this.path('iid')));
    if (found === undefined) throw missing('Not found');
    return found;
  }

  path(name: string): string {
    return String(this.#path[name]);
  }

  text(name: string): string {
    const value = this.given[name];
    return typeof value === 'string' ? value : '';
  }

  header(name: string, value: string): void {
    this.#reply.header(name, value);
  }

  status(code: number): void {
    this.#reply.code(code);
  }

  /** Refuses whom the project does not know so well. */
  needs(level: number): void {
    if ((this.project.members[this.user.username] ?? 0) < level)
      throw new GitlabRefusal(403, { message: '403 Forbidden' });
  }

  /** One page of a list, with GitLab's headers. */
  page<Item>(items: readonly Item[]): readonly Item[] {
    const size = Math.min(100, Math.max(1, Number(this.given['per_page'] ?? 20)));
    const at = Math.max(1, Number(this.given['page'] ?? 1));
    const last = Math.max(1, Math.ceil(items.length / size));
    const next = at < last ? String(at + 1) : '';
    const headers = {
      'x-page': at,
      'x-per-page': size,
      'x-next-page': next,
      'x-total': items.length,
      'x-total-pages': last,
    };
    for (const [name, value] of Object.entries(headers)) this.header(name, String(value));
    if (next !== '') {
      this.#url.searchParams.set('page', next);
      this.header('link', `<${this.#url.href}>; rel="next"`);
    }
    return items.slice((at - 1) * size, at * size);
  }
}

export type ServeGitlab = (
  route: `${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`,
  parameters: Parameters,
  answer: (call: GitlabCall) => unknown,
) => void;

const PAGING: Parameters = {
  page: 'number?',
  per_page: 'number?',
  pagination: 'text?',
  order_by: 'text?',
  sort: 'text?',
};

/** Serves routes under `/api/v4`, and refuses what their parameters do not fit. Fields that GitLab would pass over are refused too. */
export function gitlabServer(
  app: FastifyInstance,
  world: GitlabWorld,
  callerOf: (request: FastifyRequest) => GitlabUser,
): ServeGitlab {
  return (route, parameters, answer) => {
    const [method = 'GET', path = ''] = route.split(' ');
    app.route({
      method,
      url: `/api/v4${path}`,
      handler: async (request, reply) => {
        const call = new GitlabCall(world, callerOf(request), request, reply);
        judge(call.given, method === 'GET' ? { ...PAGING, ...parameters } : parameters);
        if (method === 'POST') reply.code(201);
        const answered = await answer(call);
        if (method !== 'GET') world.onWrite?.(route, answered);
        if (answered === undefined) return reply.code(204).send();
        return Buffer.isBuffer(answered) || typeof answered === 'string' ? reply.send(answered) : answered;
      },
    });
  };
}

function judge(given: Fields, parameters: Parameters): void {
  const absent = Object.entries(parameters).filter(
    ([name, kind]) => !kind.endsWith('?') && given[name] === undefined && given[`${name}[]`] === undefined,
  );
  if (absent.length > 0) throw wrongParameter(absent.map(([name]) => `${name} is missing`).join(', '));
  for (const [name, value] of Object.entries(given)) {
    const kind = parameters[name.replace(/\[\]$/, '')]?.replace('?', '');
    if (kind === undefined) throw wrongParameter(`${name} is unknown`);
    if (!fits(kind, value)) throw wrongParameter(`${name} is invalid`);
  }
}

function fits(kind: string, value: unknown): boolean {
  if (kind === 'number') return /^\d+$/.test(String(value));
  if (kind === 'flag') return /^(?:true|false)$/.test(String(value));
  if (kind === 'object') return typeof value === 'object' && value !== null;
  return kind === 'list' ? Array.isArray(value) : typeof value === 'string';
}
