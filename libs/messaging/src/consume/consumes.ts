import type { EventDefinition } from '@arbiter/contracts';
import type { Received } from './received.ts';

/** How a handler wants its events. */
export interface ConsumesOptions {
  /** Most messages at once: 100, for a slow handler 1. What waits is taken; nothing is waited for. */
  readonly batch?: number;
  /** It calls a language model: ARBITER_WORKER_MAX_JOBS items are worked on at once, in one message or in several. */
  readonly slow?: boolean;
  /** How many batches of a fast handler run at once; one, if it does not say: while one waits for its database, the next is worked on. */
  readonly atOnce?: number;
  /** It wants to know how each event came, not only its data. */
  readonly envelope?: boolean;
}

/** One event that a method handles. */
export interface Consumption {
  readonly definition: EventDefinition<never>;
  readonly options: ConsumesOptions;
}

/** A handler of events: an array, whatever was waiting. To throw is to fail the batch. */
export type Handler<Event> = (events: readonly Event[]) => Promise<void>;

const CONSUMPTIONS = Symbol('consumptions');

type HandlerDecorator<Event> = <Method extends Handler<Event>>(
  target: object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<Method>,
) => void;

/**
 * Marks the method that handles an event, or each of several. It writes its state idempotently, in one transaction for the
 * whole batch; publishes what follows, awaited, also when the state was there already; and returns. Throwing
 * `DependencyDown` holds the batch until the dependency is back; throwing `Postponed` puts off the one message that it is
 * thrown for, and lets its neighbours go on; throwing anything else makes the batch be handed over again message by
 * message, and then item by item, until the culprit is found and set aside.
 */
export function Consumes<Data>(
  definitions: EventDefinition<Data> | readonly EventDefinition<Data>[],
  options: ConsumesOptions & { readonly envelope: true },
): HandlerDecorator<Received<Data>>;
export function Consumes<Data>(
  definitions: EventDefinition<Data> | readonly EventDefinition<Data>[],
  options?: ConsumesOptions & { readonly envelope?: false },
): HandlerDecorator<Data>;
export function Consumes(
  definitions: EventDefinition | readonly EventDefinition[],
  options: ConsumesOptions = {},
): HandlerDecorator<never> {
  return (target, name) => {
    const method = Reflect.get(target, name) as object;
    const added = [definitions]
      .flat()
      .map((definition): Consumption => ({ definition: definition as EventDefinition<never>, options }));
    Reflect.defineMetadata(CONSUMPTIONS, [...consumptionsOf(method), ...added], method);
  };
}

/** The events that a method handles. */
export function consumptionsOf(method: object): readonly Consumption[] {
  return (Reflect.getMetadata(CONSUMPTIONS, method) as readonly Consumption[] | undefined) ?? [];
}
