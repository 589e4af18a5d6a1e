import { type ConsumerDeclaration, JOURNEY, type Leg, consumersOfJourney, streamOf } from '@arbiter/contracts';
import {
  type ConsumerConfig,
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamManager,
  jetstreamManager,
} from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import { type AckWaits, DEFAULT_ACK_WAITS, consumerOf } from './consumers.ts';
import { type Difference, ProvisionDiffers, differencesBetween } from './differences.ts';
import { assertServerVersion } from './server-version.ts';
import { DEFAULT_LIMITS, type StreamDeclaration, type StreamLimits, streamsOf } from './streams.ts';

/** What to provision, and how large. */
export interface ProvisionOptions {
  readonly journey?: readonly Leg[];
  /** Copies of each stream: 1 on one machine, 3 in production. */
  readonly replicas?: number;
  readonly limits?: Partial<StreamLimits>;
  readonly ackWaits?: AckWaits;
}

/** What was done. */
export interface Provisioned {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly unchanged: readonly string[];
}

type Outcome = 'created' | 'updated' | 'unchanged';

/**
 * Makes every stream and durable consumer of the journey, brings existing ones up to date, and reads all of them back,
 * because older servers ignore silently what they do not know. Deletes nothing; may be run at any time, by several at once.
 * @throws ServerTooOld
 * @throws ProvisionDiffers when something exists that is different and may not be changed in place
 */
export async function provisionJourney(
  connection: NatsConnection,
  options: ProvisionOptions = {},
): Promise<Provisioned> {
  assertServerVersion(connection);
  const manager = await jetstreamManager(connection);
  const outcomes = new Map<string, Outcome>();
  const differences: Difference[] = [];

  const streams = streamsOf(options.replicas ?? 1, { ...DEFAULT_LIMITS, ...options.limits });
  for (const stream of streams) {
    outcomes.set(stream.name, await ensureStream(manager, stream, differences));
  }
  // A stream that is different may refuse consumers for reasons that would only hide why.
  if (differences.length > 0) throw new ProvisionDiffers(differences);
  await Promise.all(
    consumersOfJourney(options.journey ?? JOURNEY).map(async (declaration) => {
      const config = consumerOf(declaration, options.ackWaits ?? DEFAULT_ACK_WAITS);
      outcomes.set(config.durable_name ?? '', await ensureConsumer(manager, declaration, config, differences));
    }),
  );
  if (differences.length > 0) throw new ProvisionDiffers(differences);

  const names = (wanted: Outcome) => [...outcomes].filter(([, outcome]) => outcome === wanted).map(([name]) => name);
  return { created: names('created'), updated: names('updated'), unchanged: names('unchanged') };
}

async function ensureStream(
  { streams }: JetStreamManager,
  wanted: StreamDeclaration,
  differences: Difference[],
): Promise<Outcome> {
  return ensure(wanted.name, wanted, differences, {
    read: async () => (await streams.info(wanted.name)).config,
    create: async () => streams.add(wanted),
    update: async () => streams.update(wanted.name, wanted),
  });
}

async function ensureConsumer(
  { consumers }: JetStreamManager,
  { event }: ConsumerDeclaration,
  wanted: Partial<ConsumerConfig>,
  differences: Difference[],
): Promise<Outcome> {
  const stream = streamOf(event.owner);
  const durable = wanted.durable_name ?? '';
  return ensure(durable, wanted, differences, {
    read: async () => (await consumers.info(stream, durable)).config,
    create: async () => consumers.add(stream, wanted),
    update: async () => consumers.update(stream, durable, wanted),
  });
}

interface Resource {
  read(): Promise<object>;
  create(): Promise<unknown>;
  update(): Promise<unknown>;
}

async function ensure(name: string, wanted: object, differences: Difference[], resource: Resource): Promise<Outcome> {
  const existing = await unlessMissing(resource.read());
  let outcome: Outcome = 'unchanged';
  if (existing === undefined) {
    await resource.create();
    outcome = 'created';
  } else if (differencesBetween(name, wanted, existing).length > 0) {
    await unlessRefused(resource.update());
    outcome = 'updated';
  }
  differences.push(...differencesBetween(name, wanted, await resource.read()));
  return outcome;
}

/** A change that the server refuses shows as a difference that stays, which says more than its words. */
async function unlessRefused(update: Promise<unknown>): Promise<void> {
  try {
    await update;
  } catch (error) {
    if (!(error instanceof JetStreamApiError)) throw error;
  }
}

async function unlessMissing<Found>(found: Promise<Found>): Promise<Found | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof JetStreamApiError && MISSING.has(error.code)) return undefined;
    throw error;
  }
}

const MISSING = new Set<number>([JetStreamApiCodes.StreamNotFound, JetStreamApiCodes.ConsumerNotFound]);
