import { ReplayError } from '../replay-error.ts';
import type { Delivery } from '../webhooks/delivery.ts';
import { backOff, retryAfter } from './waiting.ts';

export const OUTCOMES = ['accepted', 'duplicate', 'ignored', 'quarantined'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const ATTEMPT_MS = 30_000;
/** How long a delivery is sent again and again while nobody takes it. */
const PATIENCE_MS = 180_000;

/**
 * Sends one webhook until it is taken: whatever breaks in between, the sender still has it, and its id is the same at
 * every attempt. Throws a ReplayError where sending again cannot help.
 */
export async function sendDelivery(gateway: string, delivery: Delivery): Promise<Outcome> {
  const url = new URL(delivery.path, gateway);
  const deadline = Date.now() + PATIENCE_MS;
  for (let attempt = 0; ; attempt += 1) {
    const answer = await post(url, delivery);
    if (answer.outcome !== undefined) return answer.outcome;
    if (Date.now() > deadline)
      throw new ReplayError(`${url.href} took no webhook for three minutes: ${answer.problem}`);
    await backOff(attempt, answer.retryAfter);
  }
}

type Answer =
  | { readonly outcome: Outcome }
  | { readonly outcome?: undefined; readonly problem: string; readonly retryAfter?: number | undefined };

async function post(url: URL, { headers, body }: Delivery): Promise<Answer> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(ATTEMPT_MS) });
    text = await response.text();
  } catch (error) {
    return { problem: reasonOf(error) };
  }
  const { status } = response;
  if (status === 202) return { outcome: outcomeOf(url, text) };
  if (status === 408 || status === 429 || status >= 500) {
    return { problem: `it answered ${String(status)}`, retryAfter: retryAfter(response.headers) };
  }
  const help = status === 401 ? ' The secret is not the one that this Arbiter expects.' : '';
  throw new ReplayError(`${url.href} refused a webhook with ${String(status)}.${help} ${text.slice(0, 500)}`.trim());
}

function outcomeOf(url: URL, text: string): Outcome {
  try {
    const { status } = JSON.parse(text) as { status?: Outcome };
    if (status !== undefined && OUTCOMES.includes(status)) return status;
  } catch {
    // Falls through to the same complaint.
  }
  throw new ReplayError(`${url.origin} answered as Arbiter's gateway does not. Is it the right address?`);
}

/** fetch hides why it failed in its error's cause. */
export function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  return cause.message === '' ? ((cause as NodeJS.ErrnoException).code ?? cause.name) : cause.message;
}
