import { DEAD_LETTER_STREAM, EVENT_OWNERS, streamOf } from '@arbiter/contracts';
import { DiscardPolicy, RetentionPolicy, StorageType, type StreamConfig } from '@nats-io/jetstream';
import { nanos } from '@nats-io/nats-core';

/** Bytes that each kind of stream may fill. JetStream reserves them on disk when the stream is made. */
export interface StreamLimits {
  /** Each owner's events. */
  readonly eventBytes: number;
  readonly deadLetterBytes: number;
  readonly advisoryBytes: number;
  readonly attemptBytes: number;
}

const MiB = 1024 * 1024;

export const DEFAULT_LIMITS: StreamLimits = {
  eventBytes: 1024 * MiB,
  deadLetterBytes: 256 * MiB,
  advisoryBytes: 16 * MiB,
  attemptBytes: 64 * MiB,
};

/** The stream of the server's notices that a message came too often, where an operator has set `max_deliver`. */
export const ADVISORY_STREAM = 'ADVISORIES';
const ADVISORIES = '$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.>';

/** The bucket that remembers what a message has already cost: crashes and failures. */
export const ATTEMPT_BUCKET = 'attempts';

export type StreamDeclaration = Partial<StreamConfig> & Pick<StreamConfig, 'name' | 'subjects'>;

const DAY = 24 * 60 * 60 * 1000;

/** Every stream of the system. */
export function streamsOf(replicas: number, limits: StreamLimits): readonly StreamDeclaration[] {
  return [
    ...EVENT_OWNERS.map((owner) => stream(streamOf(owner), `${owner}.>`, replicas, 7, limits.eventBytes)),
    stream(DEAD_LETTER_STREAM, 'dlq.>', replicas, 30, limits.deadLetterBytes),
    stream(ADVISORY_STREAM, ADVISORIES, replicas, 30, limits.advisoryBytes),
    attemptBucket(replicas, limits.attemptBytes),
  ];
}

/**
 * Limits retention: work-queue retention forgets its de-duplication ids at a restart. `discard: new`: a full disk refuses
 * instead of forgetting.
 */
function stream(name: string, subject: string, replicas: number, days: number, bytes: number): StreamDeclaration {
  return {
    name,
    subjects: [subject],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.New,
    max_age: nanos(days * DAY),
    max_bytes: bytes,
    duplicate_window: nanos(2 * 60 * 60 * 1000),
    num_replicas: replicas,
    allow_direct: true,
  };
}

/** A key-value bucket is a stream of a fixed shape (NATS ADR-8); made here so that it is provisioned like the others. */
function attemptBucket(replicas: number, bytes: number): StreamDeclaration {
  return {
    ...stream(`KV_${ATTEMPT_BUCKET}`, `$KV.${ATTEMPT_BUCKET}.>`, replicas, 7, bytes),
    duplicate_window: nanos(2 * 60 * 1000),
    max_msgs_per_subject: 1,
    allow_rollup_hdrs: true,
    deny_delete: true,
  };
}
