import { Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { findGateway } from './address.ts';

const PATIENCE = 60_000;

interface Problem {
  readonly code?: string;
  readonly detail?: string;
}

/** The REST API of the gateway. */
export class RestApi {
  readonly #url: string;
  readonly #key: string | undefined;

  constructor(
    options: { readonly gateway?: string; readonly apiKey?: string },
    terminal: Pick<Terminal, 'env' | 'cwd'>,
  ) {
    ({ url: this.#url, key: this.#key } = findGateway(options, terminal));
  }

  /**
   * Asks; `path` without `/api/v1`. Answers the document, or undefined where there is none.
   * @throws Failure with what to do
   */
  async call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await this.#fetch(method, path, body);
    const text = await response.text();
    if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as Answer;
    throw this.#failure(response.status, text);
  }

  /** As `call`, for a table. */
  csv(path: string): Promise<string> {
    return this.text(path, 'text/csv');
  }

  /** As `call`, for a document of whatever kind, as it came. */
  async text(path: string, accept = '*/*'): Promise<string> {
    const response = await this.#fetch('GET', path, undefined, accept);
    const text = await response.text();
    if (response.ok) return text;
    throw this.#failure(response.status, text);
  }

  /**
   * A document of any size, part by part as it comes; it may take as long as it likes while something comes.
   * @throws Failure with what to do, also in the middle: then what came is not whole
   */
  async *parts(path: string): AsyncGenerator<Uint8Array> {
    const idle = new AbortController();
    const response = await inTime(idle, this.#fetch('GET', path, undefined, '*/*', idle.signal));
    if (!response.ok) throw this.#failure(response.status, await inTime(idle, response.text()));
    yield* this.#rest(response, idle);
  }

  async *#rest({ body }: Response, idle: AbortController): AsyncGenerator<Uint8Array> {
    if (body === null) return;
    const reader = body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
    for (;;) {
      const { done, value } = await inTime(idle, reader.read()).catch(() => {
        throw new Failure(`${this.#url} broke off in the middle. Try again.`);
      });
      if (done) return;
      yield value;
    }
  }

  async #fetch(
    method: string,
    path: string,
    body: unknown,
    accept = 'application/json',
    signal = AbortSignal.timeout(PATIENCE),
  ): Promise<Response> {
    try {
      return await fetch(`${this.#url}/api/v1${path}`, {
        method,
        headers: {
          accept,
          ...(this.#key !== undefined && { 'x-api-key': this.#key }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal,
      });
    } catch (error) {
      if (error instanceof Error && error.name === 'TimeoutError') throw new Failure(`${this.#url} takes too long.`);
      throw new Failure(`Nothing answers at ${this.#url}. Is Arbiter running? npm start`);
    }
  }

  #failure(status: number, text: string): Failure {
    const { code, detail } = problemOf(text);
    if (status === 401) return new Failure('The API key is missing or wrong. Give it by --api-key or API_KEY_SECRET.');
    return new Failure(detail ?? `${this.#url} answered ${status}.`, { usage: code === 'invalid-parameters' });
  }
}

function problemOf(text: string): Problem {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return {};
  }
}

/** Gives up waiting for the server. How long whoever reads takes over what came is their own affair. */
async function inTime<Result>(idle: AbortController, work: Promise<Result>): Promise<Result> {
  const timer = setTimeout(() => {
    idle.abort(new DOMException('nothing comes', 'TimeoutError'));
  }, PATIENCE);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}
