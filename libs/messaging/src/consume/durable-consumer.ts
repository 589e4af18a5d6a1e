import { durableOf, streamOf } from '@arbiter/contracts';
import { setTimeout as delay } from 'node:timers/promises';
import { count, logger } from '@arbiter/telemetry';
import { millis } from '@nats-io/nats-core';
import type { ConsumerContext } from './consumer-context.ts';
import type { Consumption, Handler } from './consumes.ts';
import type { Delivery } from './delivery.ts';
import { Draining, failureOf } from './failure.ts';
import { Holder } from './holder.ts';
import { Inbox } from './inbox.ts';
import { Incoming } from './incoming.ts';
import { Invocation } from './invocation.ts';
import { Pull } from './pull.ts';
import { Settlement } from './settlement.ts';
import { Suspects } from './suspects.ts';

/** Batches kept ready for a fast handler while it works on one. */
const BATCHES_AHEAD = 4;

/** Pause before a message comes again that could be neither handled nor set aside, milliseconds. */
const STUCK = 60_000;

/** A message's event, or why it is none. */
type Decoded = Incoming<never> | { readonly delivery: Delivery; readonly error: unknown };

/** How many jobs a batch is: each item of it may be a call. */
const jobsIn = (batch: readonly Decoded[]): number =>
  batch.reduce((sum, one) => sum + (one instanceof Incoming ? one.keys.length : 1), 0);

/** Takes the messages of one durable consumer to their handler. */
export class DurableConsumer {
  readonly stream: string;
  readonly durable: string;
  readonly #context: ConsumerContext;
  readonly #consumption: Consumption;
  readonly #inbox: Inbox;
  readonly #holder: Holder;
  readonly #settlement: Settlement;
  readonly #suspects: Suspects;
  readonly #batch: number;
  readonly #log = logger('consume');
  #pull: Pull | undefined;
  #running = 0;
  /** Slow jobs in the batches that run, or wait for their slots. */
  #jobs = 0;
  #ending = false;
  #idle: PromiseWithResolvers<void> | undefined;
  #forgetReconnect: () => void = () => undefined;

  constructor(consumption: Consumption, handler: Handler<never>, context: ConsumerContext) {
    const { definition, options } = consumption;
    this.stream = streamOf(definition.owner);
    this.durable = durableOf(context.service, definition);
    this.#context = context;
    this.#consumption = consumption;
    this.#batch = options.batch ?? (this.#slow ? 1 : 100);
    this.#inbox = new Inbox(this.durable);
    this.#holder = new Holder(this.durable, context.patience.hold);
    this.#settlement = new Settlement(context, this.#holder, new Invocation(consumption, handler, context));
    this.#suspects = new Suspects(context, this.durable, this.#holder, this.#settlement);
  }

  /** Whether its consumer was found at the broker. */
  get ready(): boolean {
    return this.#pull !== undefined;
  }

  /** When the oldest message in hand was stored, milliseconds since 1970; undefined when none is. */
  get oldest(): number | undefined {
    return this.#inbox.oldest;
  }

  /** Starts, as soon as the consumer exists: provisioning is somebody else's task, and may come later. */
  async start(): Promise<void> {
    const ackWait = await this.#findAckWait();
    if (ackWait === undefined || this.#ending) return;
    this.#inbox.keepAlive(ackWait);
    const limit = this.#slow ? this.#context.maxJobs * this.#batch : this.#batch * BATCHES_AHEAD;
    this.#pull = new Pull(this.#context.broker.connection, {
      stream: this.stream,
      durable: this.durable,
      inbox: this.#context.broker.inbox(),
      threshold: () => (this.#slow ? 1 : Math.min(this.#batch, Math.ceil(this.#inbox.capacity(limit) / 4))),
      room: () => (this.#ending || this.#holder.holding ? 0 : this.#inbox.capacity(limit) - this.#inbox.size),
      deliver: (message) => {
        this.#inbox.receive(message);
        this.#wake();
      },
    });
    this.#forgetReconnect = this.#context.broker.onReconnect(() => this.#pull?.restart());
  }

  /** Takes nothing more, and hands back what no handler has in hand. */
  async stop(): Promise<void> {
    this.#ending = true;
    this.#holder.end();
    this.#forgetReconnect();
    // First the request, then the messages: else they would come straight back.
    await this.#pull?.close();
    this.#inbox.handBackWaiting();
  }

  /** Waits for what is in hand, until `deadline`; hands back what is not done by then. */
  async finish(deadline: Promise<unknown>): Promise<void> {
    if (this.#running > 0) {
      this.#idle = Promise.withResolvers();
      await Promise.race([this.#idle.promise, deadline]);
    }
    this.#inbox.close();
  }

  get #slow(): boolean {
    return this.#consumption.options.slow === true;
  }

  /** The consumer's `ack_wait`, milliseconds, once there is such a consumer; undefined when the service ends before. */
  async #findAckWait(): Promise<number | undefined> {
    for (let tries = 0; !this.#ending; tries++) {
      try {
        const { consumers } = await this.#context.broker.manager();
        const { config } = await consumers.info(this.stream, this.durable);
        return millis(config.ack_wait ?? 30_000_000_000);
      } catch (error) {
        if (tries % 30 === 0) {
          this.#log.warn(
            { stream: this.stream, durable: this.durable, error },
            'consumer not there yet, waiting for it',
          );
        }
        await delay(1_000, undefined, { ref: false });
      }
    }
    return undefined;
  }

  /** Starts as many batches as may run. Most fast handlers have one, and what arrives meanwhile makes the next. */
  #wake(): void {
    const most = this.#slow ? this.#context.maxJobs : (this.#consumption.options.atOnce ?? 1);
    // Large messages do not queue up for slots: those of other consumers get their turn between them.
    while (this.#running < most && this.#jobs < this.#context.maxJobs && !this.#ending) {
      const batch = this.#inbox.take(this.#batch);
      if (batch.length === 0) return;
      this.#running++;
      void this.#work(batch);
    }
  }

  async #work(batch: readonly Delivery[]): Promise<void> {
    const { jobs } = this.#context;
    const decoded = batch.map((delivery) => this.#decode(delivery));
    const weight = this.#slow ? jobsIn(decoded) : 0;
    this.#jobs += weight;
    const turn = this.#slow ? jobs.take(weight) : undefined;
    if (turn) await turn;
    try {
      this.#holder.proceed();
      await this.#settle(decoded);
    } catch (error) {
      this.#leave(batch, error);
    } finally {
      if (this.#slow) jobs.give(weight);
      this.#jobs -= weight;
      this.#running--;
      if (this.#running === 0) this.#idle?.resolve();
      this.#pull?.topUp();
      this.#wake();
    }
  }

  async #settle(batch: readonly Decoded[]): Promise<void> {
    const events: Incoming<never>[] = [];
    for (const one of batch) {
      if (one instanceof Incoming) events.push(one);
      else await this.#settlement.refuse(one.delivery, this.#consumption.definition, failureOf(one.error));
    }
    const returned = (events[0]?.delivery.info.count ?? 1) > 1;
    await (returned ? this.#suspects.settle(events) : this.#settlement.settleBatch(events));
  }

  #decode(delivery: Delivery): Decoded {
    try {
      return Incoming.decode(delivery, this.#consumption.definition);
    } catch (error) {
      return { delivery, error };
    }
  }

  /** Hands back what could not be settled: at once when the service ends, and otherwise with a long pause. */
  #leave(batch: readonly Delivery[], error: unknown): void {
    const draining = error instanceof Draining;
    if (!draining) this.#log.error({ queue: this.durable, error }, 'messages neither handled nor set aside');
    const left = batch.filter(({ settled }) => !settled);
    for (const delivery of left) delivery.nak(draining ? 0 : STUCK);
    count('messagesProcessed', { queue: this.durable, outcome: 'handed-back' }, left.length);
  }
}
