import type { Msg, MsgHdrs, Subscription } from '@nats-io/nats-core';
import type { Broker } from '../connection/broker.ts';

/** The server's own refusal of a message. */
export class Refused extends Error {
  /** JetStream's error code. */
  readonly code: number;

  constructor(code: number, description: string) {
    super(description);
    this.name = 'Refused';
    this.code = code;
  }
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
  readonly deadline: number;
}

/** How exactly deadlines are kept, milliseconds. */
const TICK = 100;

const NOBODY = 503;

/**
 * Sends messages to streams and waits for the word that they are stored.
 *
 * The client's own `publish` would do; but it waits in vain for what was on its way when the connection broke, where this
 * says so at once, and it makes a timer and a stack trace for each message.
 */
export class Acknowledgements {
  readonly #broker: Broker;
  readonly #inbox: string;
  readonly #waiting = new Map<string, Waiting>();
  #subscription: Subscription | undefined;
  #clock: NodeJS.Timeout | undefined;
  #sent = 0;

  constructor(broker: Broker) {
    this.#broker = broker;
    this.#inbox = broker.inbox();
    broker.onLost(() => {
      this.#rejectAll('the connection broke');
    });
  }

  /**
   * Resolves once the message is stored.
   * @throws Refused when the server will not store it
   * @throws Error when there is no word of it by `deadline` (as `Date.now()`), or there can be none any more
   */
  async send(subject: string, payload: Uint8Array, headers: MsgHdrs, deadline: number): Promise<void> {
    const { connection } = this.#broker;
    this.#subscription ??= connection.subscribe(`${this.#inbox}.*`, {
      callback: (error, message) => {
        if (error === null) this.#receive(message);
      },
    });
    const reply = `${this.#inbox}.${(this.#sent++).toString(36)}`;
    const stored = new Promise<void>((resolve, reject) => {
      this.#waiting.set(reply, { resolve, reject, deadline });
    });
    this.#clock ??= setInterval(() => {
      this.#tick();
    }, TICK);
    try {
      connection.publish(subject, payload, { headers, reply });
    } catch (error) {
      this.#waiting.delete(reply);
      throw error;
    }
    await stored;
  }

  #receive(message: Msg): void {
    const waiting = this.#waiting.get(message.subject);
    if (waiting === undefined) return;
    this.#waiting.delete(message.subject);
    const problem = problemOf(message);
    if (problem === undefined) waiting.resolve();
    else waiting.reject(problem);
  }

  #tick(): void {
    const now = Date.now();
    for (const [reply, { reject, deadline }] of this.#waiting) {
      if (deadline > now) continue;
      this.#waiting.delete(reply);
      reject(new Error('no acknowledgement in time'));
    }
    if (this.#waiting.size > 0) return;
    clearInterval(this.#clock);
    this.#clock = undefined;
  }

  #rejectAll(reason: string): void {
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of all) reject(new Error(reason));
  }
}

interface Acknowledgement {
  readonly seq?: number;
  readonly error?: { readonly err_code?: number; readonly description?: string };
}

/** What is wrong with an acknowledgement; undefined where nothing is. */
function problemOf(message: Msg): Error | undefined {
  if (message.headers?.code === NOBODY) return new Error('no stream takes it at the moment');
  const { seq, error } = message.json<Acknowledgement>();
  if (error !== undefined) return new Refused(error.err_code ?? 0, error.description ?? 'refused');
  // A server that has taken a message but not stored it says so by the sequence 0.
  return seq === undefined || seq === 0 ? new Error('the acknowledgement is not durable') : undefined;
}
