import { durableOf } from '@arbiter/contracts';
import { observe, tracingEnabled } from '@arbiter/telemetry';
import { context, trace } from '@opentelemetry/api';
import { startProcessing } from '../tracing/process-spans.ts';
import type { ConsumerContext } from './consumer-context.ts';
import type { Consumption, Handler } from './consumes.ts';
import { Current, runWith } from './current.ts';
import { HandlerTimeout, failureOf } from './failure.ts';
import type { Incoming } from './incoming.ts';

/** Hands events to their handler: with spans, with what is in hand known to whoever publishes, and not for ever. */
export class Invocation {
  readonly queue: string;
  readonly #handler: Handler<never>;
  readonly #envelope: boolean;
  readonly #timeout: number;

  constructor({ definition, options }: Consumption, handler: Handler<never>, { service, patience }: ConsumerContext) {
    this.queue = durableOf(service, definition);
    this.#handler = handler;
    this.#envelope = options.envelope === true;
    this.#timeout = patience.jobTimeout;
  }

  /** @throws whatever the handler throws, or HandlerTimeout */
  async run(events: readonly Incoming<never>[]): Promise<void> {
    const started = performance.now();
    const ended = startProcessing(events, this.queue);
    try {
      await this.#inTime((signal) => this.#call(events, signal));
      ended();
    } catch (error) {
      ended(failureOf(error));
      throw error;
    } finally {
      observe('handlerDuration', { queue: this.queue }, (performance.now() - started) / 1000);
      observe('batchSize', { queue: this.queue }, events.length);
    }
  }

  #call(events: readonly Incoming<never>[], signal: AbortSignal): Promise<void> {
    const current = new Current(events, events[0]?.drive, signal);
    const input = events.map((event) => (this.#envelope ? (event.received() as never) : event.data));
    const span = tracingEnabled() ? current.single?.span : undefined;
    const call = async () => this.#handler(input);
    return runWith(current, () => (span ? context.with(trace.setSpan(context.active(), span), call) : call()));
  }

  async #inTime(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const ending = new AbortController();
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      const error = new HandlerTimeout(this.#timeout / 1000);
      // First the verdict: the calls that end now are its consequence.
      reject(error);
      ending.abort(error);
    }, this.#timeout);
    try {
      await Promise.race([work(ending.signal), late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
