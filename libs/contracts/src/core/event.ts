import type { z } from 'zod';
import type { JourneyKey } from './journey-key.ts';

/** Who owns the subjects under a prefix: one stream each. `llm` belongs to whoever called a model, `audit` to everybody. */
export const EVENT_OWNERS = ['gateway', 'ingestion', 'identity', 'review', 'llm', 'cost', 'notifier', 'audit'] as const;
export type EventOwner = (typeof EVENT_OWNERS)[number];

/** The subject of an event: owner.entity.past-verb.vN. */
export type EventSubject = `${EventOwner}.${string}.v${number}`;

/**
 * One kind of event, declared once and imported by its sender and its receivers.
 *
 * An event moves one or more *items* along, each on a journey of its own: a push's commits travel together, but each has
 * its own span, its own fate and its own line in the journal. `itemsOf` names those journeys in the order of the items,
 * and `only` makes the same event with one item alone, so that one bad commit can be set aside without its neighbours.
 */
export interface EventDefinition<Data = unknown> {
  readonly subject: EventSubject;
  /** The CloudEvents `type`. */
  readonly type: string;
  readonly owner: EventOwner;
  /** Validates what came over the wire; throws a ZodError that names the field. */
  parse(data: unknown): Data;
  /** The deterministic id (CloudEvents `id`): the same fact has the same id however often it is published. */
  idOf(data: Data): string;
  /** The journeys that the event moves along, one an item, in the items' order. */
  itemsOf(data: Data): readonly JourneyKey[];
  /** The event with the item at `index` alone. An event of one item answers itself. */
  only(data: Data, index: number): Data;
  /**
   * The same event for a reader who wants to know which items it moves along, and nothing of what it says about them: only that
   * much is validated, and the rest is left out. Events that say little have none.
   */
  readonly outline?: EventDefinition<never>;
  /** Outlines only: the event itself. */
  readonly whole?: EventDefinition<never>;
  /** Outlines only, where an event's id says all that they tell: who reads one need not read the rest. */
  readonly ofId?: (id: string) => Data;
}

/** The data of an event definition: `DataOf<typeof CommitsIngested>`. */
export type DataOf<Definition> = Definition extends EventDefinition<infer Data> ? Data : never;

interface Declaration<Schema extends z.ZodType> {
  readonly subject: EventSubject;
  readonly schema: Schema;
  /** The business key, unique below the subject. Never personal data: it becomes the event's id. */
  readonly key: (data: z.infer<Schema>) => string;
  readonly journeys: (data: z.infer<Schema>) => readonly JourneyKey[];
  readonly only?: (data: z.infer<Schema>, index: number) => z.infer<Schema>;
}

/** Adds an outline to an event: the same event, with less of its data. */
export function withOutline<Data, Outline>(
  event: EventDefinition<Data>,
  outline: EventDefinition<Outline>,
): EventDefinition<Data> {
  const whole = event as unknown as EventDefinition<never>;
  return Object.freeze({
    ...event,
    outline: Object.freeze({ ...outline, whole }) as unknown as EventDefinition<never>,
  });
}

/** Declares an event. The owner is the subject's first word. */
export function defineEvent<Schema extends z.ZodType>(
  declaration: Declaration<Schema>,
): EventDefinition<z.infer<Schema>> {
  const { subject, schema, key, journeys, only } = declaration;
  return Object.freeze({
    subject,
    type: `dev.arbiter.${subject}`,
    owner: subject.slice(0, subject.indexOf('.')) as EventOwner,
    parse: (data: unknown) => schema.parse(data),
    idOf: (data: z.infer<Schema>) => `${subject}/${key(data)}`,
    itemsOf: journeys,
    only: only ?? ((data: z.infer<Schema>) => data),
  });
}
