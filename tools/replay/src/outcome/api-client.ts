import { ReplayError } from '../replay-error.ts';
import { reasonOf } from '../send/send-delivery.ts';
import { backOff, retryAfter } from '../send/waiting.ts';

const ATTEMPT_MS = 30_000;
const PATIENCE_MS = 180_000;

/**
 * Reads Arbiter's REST API. The API takes a bounded number of requests a minute from each client, so an answer may take
 * until the next minute; a part of Arbiter that is just being restarted is waited for as well.
 */
export class ApiClient {
  readonly #gateway: string;
  readonly #key: string;

  constructor(gateway: string, key: string) {
    this.#gateway = gateway;
    this.#key = key;
  }

  /** The JSON at a path; undefined where there is none (404). */
  async get<Answer>(path: string, query: Readonly<Record<string, string>> = {}): Promise<Answer | undefined> {
    const url = new URL(path, this.#gateway);
    url.search = new URLSearchParams(query).toString();
    const deadline = Date.now() + PATIENCE_MS;
    for (let attempt = 0; ; attempt += 1) {
      let problem: string;
      let wait: number | undefined;
      try {
        const response = await fetch(url, {
          headers: { 'x-api-key': this.#key, accept: 'application/json' },
          signal: AbortSignal.timeout(ATTEMPT_MS),
        });
        if (response.ok) return (await response.json()) as Answer;
        await response.body?.cancel();
        if (response.status === 404) return undefined;
        if (response.status === 401) throw new ReplayError('The API key is not one that this Arbiter knows.');
        problem = `it answered ${String(response.status)}`;
        wait = retryAfter(response.headers);
      } catch (error) {
        if (error instanceof ReplayError) throw error;
        problem = reasonOf(error);
      }
      if (Date.now() > deadline) throw new ReplayError(`${url.href} gave no answer for three minutes: ${problem}`);
      await backOff(attempt, wait);
    }
  }
}
