import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * How a request is answered that is not answered well.
 *
 * Nothing is done: `error` (500), `bad-gateway` (502), `unavailable` (503), `stall` (no answer), `hang-up` (the connection ends).
 * Done all the same, and nobody is told: `lost` (no answer), `cut` (the connection ends), `half-body` (in the middle of it),
 * `done-502` (a 502 from the proxy before it).
 */
export const FAULTS = [
  'error',
  'bad-gateway',
  'unavailable',
  'stall',
  'hang-up',
  'lost',
  'cut',
  'half-body',
  'done-502',
] as const;
export type FaultName = (typeof FAULTS)[number];

/** A fault, for the next request that it fits; how many of them: one. */
export interface Fault {
  readonly kind: FaultName;
  readonly method?: string;
  /** What the path has to contain. */
  readonly path?: string;
  readonly times?: number;
}

const STATUS: Readonly<Partial<Record<FaultName, number>>> = { error: 500, 'bad-gateway': 502, unavailable: 503 };

/** The faults that wait for their requests. */
export class Faults {
  readonly #waiting: { fault: Fault; left: number }[] = [];
  readonly #due = new WeakMap<FastifyRequest, FaultName>();

  add(...faults: readonly Fault[]): void {
    this.#waiting.push(...faults.map((fault) => ({ fault, left: fault.times ?? 1 })));
  }

  /** Makes a server meet its faults. */
  install(app: FastifyInstance): void {
    app.addHook('onRequest', async (request, reply) => {
      const kind = this.#take(request);
      if (kind === undefined) return;
      const status = STATUS[kind];
      if (status !== undefined) return reply.code(status).type('text/html').send('<html>Unicorn!</html>');
      if (kind === 'stall') return reply.hijack();
      if (kind === 'hang-up') {
        reply.hijack();
        reply.raw.destroy();
        return;
      }
      this.#due.set(request, kind);
    });
    app.addHook('onSend', (request, reply, payload, done) => {
      const kind = this.#due.get(request);
      if (kind === undefined) done(null, payload);
      else swallow(kind, reply, payload, done);
    });
  }

  #take({ method, url }: FastifyRequest): FaultName | undefined {
    const found = this.#waiting.find(
      ({ fault }) => (fault.method ?? method) === method && url.includes(fault.path ?? ''),
    );
    if (found === undefined) return undefined;
    if (--found.left === 0) this.#waiting.splice(this.#waiting.indexOf(found), 1);
    return found.fault.kind;
  }
}

/** The work is done; its answer does not arrive. */
function swallow(
  kind: FaultName,
  reply: FastifyReply,
  payload: unknown,
  done: (error: null, payload: unknown) => void,
): void {
  if (kind === 'done-502') {
    reply.code(502).type('text/html').removeHeader('content-length');
    done(null, '<html>Unicorn!</html>');
    return;
  }
  reply.hijack();
  if (kind === 'cut') reply.raw.destroy();
  if (kind !== 'half-body') return;
  const whole = Buffer.from(typeof payload === 'string' ? payload : '{}');
  reply.raw.writeHead(200, { 'content-type': 'application/json', 'content-length': String(whole.length) });
  reply.raw.write(whole.subarray(0, whole.length / 2), () => reply.raw.destroy());
}
