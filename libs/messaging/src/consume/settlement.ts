import { DependencyDown, Postponed } from '@arbiter/service';
import { count, logger } from '@arbiter/telemetry';
import { backOff } from '../connection/back-off.ts';
import { type AttemptRecord, NO_ATTEMPTS } from './attempts.ts';
import type { ConsumerContext, Patience, PostponePatience } from './consumer-context.ts';
import { CRASHED, Draining, type Failure, failureOf } from './failure.ts';
import type { Holder } from './holder.ts';
import type { Incoming } from './incoming.ts';
import type { Invocation } from './invocation.ts';

type Event = Incoming<never>;

/** How handlers are called: see `Settlement.beside` and `straight`. */
type Manner = (call: () => Promise<void>) => Promise<void>;

/** For whoever has the process to itself: what is down is told at once, so that others are not kept waiting for it. */
const straight: Manner = (call) => call();

/**
 * Brings messages to their end: done, tried again later, or set aside as dead letters. A message is acknowledged only
 * when nothing of it would be lost.
 */
export class Settlement {
  readonly #context: ConsumerContext;
  readonly #holder: Holder;
  readonly #invocation: Invocation;
  readonly #log = logger('consume');

  constructor(context: ConsumerContext, holder: Holder, invocation: Invocation) {
    this.#context = context;
    this.#holder = holder;
    this.#invocation = invocation;
  }

  /** Handles a batch. Where it fails, its messages are handled one by one, so that the culprit is alone. */
  async settleBatch(events: readonly Event[], records: readonly AttemptRecord[] = []): Promise<void> {
    const [first] = events;
    if (first !== undefined && events.length === 1) {
      await this.settleOne(first, records[0]);
      return;
    }
    const error = await this.#try(events, this.#beside);
    if (error === undefined) {
      await Promise.all(events.map((event, index) => this.#done(event, records[index])));
      return;
    }
    this.#log.warn({ queue: this.#invocation.queue, messages: events.length, error: error.cause }, 'batch failed');
    for (const [index, event] of events.entries()) {
      this.#holder.proceed();
      await this.settleOne(event, records[index]);
    }
  }

  /** Handles one message. */
  async settleOne(event: Event, record?: AttemptRecord): Promise<void> {
    await this.#settle(event, record, this.#beside);
  }

  /**
   * Handles one message for somebody who has the process to himself.
   * @throws DependencyDown
   */
  async settleStraight(event: Event, record: AttemptRecord): Promise<void> {
    await this.#settle(event, record, straight);
  }

  /** Sets a message aside that has crashed the process too often, without touching it. */
  async park(event: Event, { touches }: AttemptRecord): Promise<void> {
    await this.#bury(event, CRASHED, touches + 1);
    await this.#end(event, 'dead-lettered', true);
  }

  /** Sets a message aside that is no event: it will never become one. */
  async refuse(delivery: Event['delivery'], definition: Event['definition'], failure: Failure): Promise<void> {
    await this.#holder.hold(() => this.#context.deadLetters.writeRaw(delivery, definition, failure));
    delivery.ack();
    count('messagesProcessed', { queue: this.#invocation.queue, outcome: 'dead-lettered' });
  }

  /** Beside others, and again and again while a dependency is down. */
  readonly #beside: Manner = (call) => this.#holder.hold(() => this.#context.gate.beside(call));

  async #settle(event: Event, record: AttemptRecord = NO_ATTEMPTS, manner: Manner): Promise<void> {
    const error = await this.#try([event], manner);
    if (error === undefined) await this.#done(event, record);
    else await this.#failed(event, error.cause, record, manner);
  }

  /** The error of a handler that failed by its own fault; undefined when it succeeded. */
  async #try(events: readonly Event[], manner: Manner): Promise<{ readonly cause: unknown } | undefined> {
    try {
      await manner(() => this.#invocation.run(events));
      return undefined;
    } catch (cause) {
      if (cause instanceof Draining || cause instanceof DependencyDown) throw cause;
      return { cause };
    }
  }

  async #failed(event: Event, error: unknown, record: AttemptRecord, manner: Manner): Promise<void> {
    if (error instanceof Postponed) {
      await this.#postpone(event, error, record, manner);
      return;
    }
    const { patience, attempts } = this.#context;
    const { queue } = this.#invocation;
    const failures = record.failures + 1;
    this.#log.warn({ queue, id: event.id, failures, error }, 'message failed');
    if (failures >= patience.retryAttempts) {
      await this.#giveUp(event, error, failures, manner);
      return;
    }
    await this.#holder.hold(() => attempts.put(keyOf(queue, event), { ...record, touches: 0, failures }));
    event.delivery.nak(backOff(failures - 1, patience.retry.first, patience.retry.most));
    count('messagesProcessed', { queue, outcome: 'retried' });
  }

  /**
   * Puts a message off without holding anybody up: its other items are done meanwhile, and it comes again later. The
   * broker keeps it and knows when, so that the wait outlives the process.
   */
  async #postpone(event: Event, error: Postponed, record: AttemptRecord, manner: Manner): Promise<void> {
    const { patience, attempts } = this.#context;
    const { queue } = this.#invocation;
    const postponed = (record.postponed ?? 0) + 1;
    const pause = pauseOf(error, postponed, patience);
    if (isOverdue(event, error, postponed, patience.postpone)) {
      await this.#giveUp(event, error, postponed, manner);
      return;
    }
    this.#log.warn({ queue, id: event.id, postponed, pause, error }, 'message postponed');
    const others = event.keys.length > 1 ? [...event.keys.keys()] : [];
    // What fails of them does so again when the message comes again, and is counted then.
    for (const index of others) await this.#try([event.only(index)], manner);
    await this.#holder.hold(() => attempts.put(keyOf(queue, event), { ...record, touches: 0, postponed }));
    event.delivery.nak(pause);
    count('messagesProcessed', { queue, outcome: 'postponed' });
  }

  /** Hands the items over one by one, and sets aside those that fail; the others are done. */
  async #giveUp(event: Event, error: unknown, failures: number, manner: Manner): Promise<void> {
    let dead = false;
    if (event.keys.length <= 1) {
      await this.#bury(event, failureOf(error), failures);
      dead = true;
    } else {
      for (const index of event.keys.keys()) dead = (await this.#tryItem(event.only(index), failures, manner)) || dead;
    }
    await this.#end(event, dead ? 'dead-lettered' : 'done', true);
  }

  async #tryItem(item: Event, failures: number, manner: Manner): Promise<boolean> {
    const error = await this.#try([item], manner);
    if (error !== undefined) await this.#bury(item, failureOf(error.cause), failures + 1);
    return error !== undefined;
  }

  #bury(event: Event, failure: Failure, attempts: number): Promise<void> {
    return this.#holder.hold(() => this.#context.deadLetters.write(event, failure, attempts));
  }

  async #done(event: Event, record: AttemptRecord = NO_ATTEMPTS): Promise<void> {
    await this.#end(event, 'done', record.touches > 0 || record.failures > 0);
  }

  /** Acknowledges, and clears what was remembered. */
  #end(event: Event, outcome: string, remembered: boolean): Promise<void> | undefined {
    const { queue } = this.#invocation;
    event.delivery.ack();
    count('messagesProcessed', { queue, outcome });
    return remembered ? this.#holder.hold(() => this.#context.attempts.forget(keyOf(queue, event))) : undefined;
  }
}

/** Until it is worth trying; but now and then before, and soon at first: a cap may be raised, and nobody tells. */
function pauseOf({ until }: Postponed, times: number, { retry, postpone }: Patience): number {
  const pause = backOff(times - 1, postpone.first, postpone.most);
  return until === undefined ? pause : Math.max(Math.min(until.getTime() - Date.now(), pause), retry.first);
}

/** Whether it was put off often enough, or would be forgotten by its stream before it came again. */
const isOverdue = ({ delivery }: Event, { until }: Postponed, times: number, patience: PostponePatience): boolean =>
  (until === undefined && times > patience.times) || Date.now() - delivery.info.storedAt > patience.age;

/** Names a message in the bucket of attempts. The time tells it from another of that number, should a stream begin anew. */
export const keyOf = (queue: string, { delivery: { info } }: Pick<Event, 'delivery'>): string =>
  `${queue}.${String(info.sequence)}.${String(info.storedAt)}`;
