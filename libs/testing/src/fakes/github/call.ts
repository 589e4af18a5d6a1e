import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Described } from './description.ts';
import type { OperationId } from './operations.ts';
import type { GithubPull, GithubRepository, GithubUser } from './records.ts';
import { Refusal, lengthOf, notFound } from './refusal.ts';
import type { GithubWorld } from './world.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Who asks: a user, an App as itself, or one of its installations. */
export interface Caller {
  readonly user: GithubUser;
  readonly as: 'user' | 'app' | 'installation';
  readonly installation?: number;
}

/** One request that GitHub's description allows. */
export class Call {
  readonly world: GithubWorld;
  readonly caller: Caller;
  readonly path: Fields;
  readonly query: Fields;
  readonly body: Fields;
  readonly accept: string;
  readonly #url: string;
  readonly #reply: FastifyReply;

  constructor(world: GithubWorld, caller: Caller, request: FastifyRequest, reply: FastifyReply, path: Fields) {
    this.world = world;
    this.caller = caller;
    this.path = path;
    this.query = request.query as Fields;
    this.body = (request.body ?? {}) as Fields;
    this.accept = request.headers.accept ?? '';
    this.#url = `http://${request.host}${request.url}`;
    this.#reply = reply;
  }

  get repository(): GithubRepository {
    return this.world.repository(`${String(this.path['owner'])}/${String(this.path['repo'])}`);
  }

  /** The pull request; an issue's number means the same. */
  get pull(): GithubPull {
    const pull = this.repository.pulls.get(this.number('pull_number' in this.path ? 'pull_number' : 'issue_number'));
    if (pull === undefined) throw notFound();
    return pull;
  }

  number(name: string): number {
    return Number(this.path[name]);
  }

  /** Text of the body. GitHub takes 65,536 characters and no NUL. */
  text(name: string, most = 65_536): string {
    const value = this.body[name];
    if (typeof value !== 'string') return '';
    if (lengthOf(value) > most) {
      throw new Refusal(422, 'Validation Failed', [
        { code: 'custom', field: name, message: `${name} is too long (maximum is ${most} characters)` },
      ]);
    }
    return value;
  }

  header(name: string, value: string): void {
    this.#reply.header(name, value);
  }

  status(code: number): void {
    this.#reply.code(code);
  }

  /** One page of a list, with the links to its neighbours. */
  page<Item>(items: readonly Item[], most = 100): readonly Item[] {
    const size = Math.min(Math.max(1, Number(this.query['per_page'] ?? 30)), most);
    const at = Math.max(1, Number(this.query['page'] ?? 1));
    const last = Math.max(1, Math.ceil(items.length / size));
    const link = (page: number, rel: string): string => {
      const url = new URL(this.#url);
      url.searchParams.set('page', String(page));
      return `<${url.href}>; rel="${rel}"`;
    };
    const links = [
      ...(at > 1 ? [link(at - 1, 'prev'), link(1, 'first')] : []),
      ...(at < last ? [link(at + 1, 'next'), link(last, 'last')] : []),
    ];
    if (links.length > 0) this.header('link', links.join(', '));
    return items.slice((at - 1) * size, at * size);
  }
}

export type Serve = (id: OperationId, answer: (call: Call) => unknown) => void;

/** Path parameters that hold slashes: the rest of the path is theirs. */
const OPEN_ENDED: readonly OperationId[] = ['repos/get-content', 'repos/compare-commits-with-basehead'];

/** Serves operations as GitHub describes them; `callerOf` says who asks. */
export function server(
  app: FastifyInstance,
  world: GithubWorld,
  operations: ReadonlyMap<OperationId, Described>,
  callerOf: (request: FastifyRequest) => Caller,
): Serve {
  return (id, answer) => {
    const operation = operations.get(id);
    if (operation === undefined) throw new Error(`${id} is not in fixtures/github/operations.json`);
    const last = /\{(\w+)\}$/.exec(operation.path)?.[1] ?? '';
    const open = OPEN_ENDED.includes(id);
    const written = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      open && name === last ? '*' : `:${name}`,
    );
    app.route({
      method: operation.method,
      url: written,
      handler: async (request, reply) => {
        const { '*': rest, ...named } = request.params as Fields;
        const path: Fields = open ? { ...named, [last]: rest } : named;
        const complaint = operation.complaint({ path, query: request.query, body: request.body });
        if (complaint !== undefined) throw new Refusal(422, complaint);
        const answered = await answer(new Call(world, callerOf(request), request, reply, path));
        if (operation.method !== 'GET') world.onWrite?.(id, answered);
        if (answered === undefined) return reply.code(204).send();
        return Buffer.isBuffer(answered) || typeof answered === 'string' ? reply.send(answered) : answered;
      },
    });
  };
}
