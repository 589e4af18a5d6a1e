import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type FastifyReply, fastify } from 'fastify';
import { anthropicProtocol } from './anthropic.ts';
import { type BilledCall, tokensOf, usageOf } from './bill.ts';
import { type ModelStep, type Script, type StepName, stepOf } from './model-step.ts';
import { openAiProtocol } from './openai.ts';
import type { ModelProtocol, ModelRefusal, ModelRequest } from './protocol.ts';

/** Stands in for OpenAI, Groq and Anthropic, on the loopback: their own HTTP, strict, and it keeps a bill. */
export interface ModelServer {
  /** For OPENAI_BASE_URL, GROQ_BASE_URL, ANTHROPIC_BASE_URL. */
  readonly openai: string;
  readonly groq: string;
  readonly anthropic: string;
  /** What a provider would ask money for, in the order of answering. */
  readonly bill: readonly BilledCall[];
  /** Every request that was understood, answered or not. */
  readonly requests: readonly (ModelRequest & { readonly provider: string })[];
  /** The next requests are answered like this, one after the other; then `answer` again. */
  answerNext(...steps: Script): void;
  close(): Promise<void>;
}

export interface ModelServerOptions {
  /** What the model writes to a user's words: an object of the form that was asked for. */
  readonly answer?: (user: string) => unknown;
  /** How a request is answered that no script is left for: well, if nobody chooses. */
  readonly choose?: (request: ModelRequest, provider: string) => StepName | ModelStep;
  /** 0 takes a free one. */
  readonly port?: number;
  /** Told of each request: for whoever watches. */
  readonly onRequest?: (request: ModelRequest, provider: string, step: ModelStep) => void;
}

const PROTOCOLS = [
  openAiProtocol('openai', '/v1/chat/completions'),
  openAiProtocol('groq', '/openai/v1/chat/completions'),
  anthropicProtocol,
];

const TURNED_AWAY: Readonly<Partial<Record<ModelStep['kind'], ModelRefusal>>> = {
  'rate-limited': { status: 429, type: 'rate_limit_error', message: 'Rate limit reached.' },
  error: { status: 500, type: 'api_error', message: 'The server had an error.' },
  overloaded: { status: 529, type: 'overloaded_error', message: 'Overloaded' },
  unauthorized: { status: 401, type: 'authentication_error', message: 'Incorrect API key provided.' },
};

export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const bill: BilledCall[] = [];
  const requests: (ModelRequest & { readonly provider: string })[] = [];
  const steps: ModelStep[] = [];
  const app = fastify({ forceCloseConnections: true });
  for (const protocol of PROTOCOLS) {
    app.post(protocol.path, async ({ headers, body }, reply) => {
      const request = protocol.read(headers, body);
      if ('status' in request) return turnAway(protocol, request, reply);
      const step = steps.shift() ?? stepOf(options.choose?.(request, protocol.provider) ?? 'answer');
      requests.push({ ...request, provider: protocol.provider });
      options.onRequest?.(request, protocol.provider, step);
      if (step.delay !== undefined) await delay(step.delay);
      const refusal = TURNED_AWAY[step.kind];
      if (refusal) {
        if (refusal.status === 429) reply.header('retry-after', String(step.retryAfter ?? 1));
        return turnAway(protocol, refusal, reply);
      }
      const line = serve(protocol, request, step, reply, options.answer ?? (() => ({ items: [] })));
      bill.push({ ...line, ...referenceIn(headers) });
      return reply;
    });
  }
  const base = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return {
    openai: `${base}/v1`,
    groq: `${base}/openai/v1`,
    anthropic: base,
    bill,
    requests,
    answerNext: (...next) => {
      steps.push(...next.map(stepOf));
    },
    close: () => app.close(),
  };
}

const turnAway = (protocol: ModelProtocol, refusal: ModelRefusal, reply: FastifyReply): FastifyReply =>
  reply.code(refusal.status).send(protocol.writeRefusal(refusal));

/** The caller's own name for the call: what OpenAI lets callers send along, to find a call again in its logs. */
function referenceIn({ 'x-client-request-id': reference }: IncomingHttpHeaders): Pick<BilledCall, 'reference'> {
  return typeof reference === 'string' ? { reference } : {};
}

/** Answers, and says what it costs; whether the answer arrives or not. */
function serve(
  protocol: ModelProtocol,
  request: ModelRequest,
  step: ModelStep,
  reply: FastifyReply,
  answer: (user: string) => unknown,
): BilledCall {
  const written = wordsOf(step, () => step.answer ?? answer(request.user));
  const tooLong = tokensOf(written) > request.limit;
  const text = tooLong ? written.slice(0, request.limit * 4) : written;
  const tokens = usageOf(request.prompt, text, request.limit, step.usage);
  const id = protocol.newId();
  const delivered = step.kind !== 'stall' && step.kind !== 'hang-up' && step.kind !== 'half-body';
  const end = step.kind === 'refusal' ? 'refused' : step.kind === 'cut' || tooLong ? 'cut' : 'complete';
  const body = protocol.write({ id, request, text, end, tokens: toldOf(step, tokens), step });
  if (delivered) reply.send(body);
  else reply.hijack();
  if (step.kind === 'half-body') {
    const whole = JSON.stringify(body);
    reply.raw.writeHead(200, {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(whole)),
    });
    reply.raw.write(whole.slice(0, whole.length / 2), () => reply.raw.destroy());
  } else if (step.kind === 'hang-up') reply.raw.destroy();
  return { id, provider: protocol.provider, model: request.model, tokens, delivered };
}

/** What the model writes. */
function wordsOf({ kind }: ModelStep, answer: () => unknown): string {
  const json = JSON.stringify(answer());
  switch (kind) {
    case 'fenced':
      return `\`\`\`json\n${json}\n\`\`\``;
    case 'cut':
      return json.slice(0, Math.max(1, json.length / 2));
    case 'not-json':
      return 'Certainly! I found nothing of note in this text.';
    case 'wrong-schema':
      return JSON.stringify({ findings: [json] });
    default:
      return json;
  }
}

/** What it says that it used. */
function toldOf({ kind }: ModelStep, tokens: BilledCall['tokens']): BilledCall['tokens'] | undefined {
  if (kind === 'no-usage') return undefined;
  if (kind === 'negative-usage') return { ...tokens, output: -5 };
  return kind === 'absurd-usage' ? { ...tokens, input: 9e15 } : tokens;
}
