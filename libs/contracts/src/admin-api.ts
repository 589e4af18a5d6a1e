import type { JourneyStatus, JourneyStep } from './queries/admin.queries.ts';

/**
 * The messages of `proto/arbiter/admin/v1/admin.proto` as its loader gives them: camelCase, 64-bit integers as numbers,
 * absent fields as their defaults. Server and command line both import them.
 */
export const ADMIN_PACKAGE = 'arbiter.admin.v1';
/** Metadata key of the admin API key; calls that change something need it. */
export const ADMIN_KEY_METADATA = 'x-api-key';

export interface AdminJourney {
  readonly key: string;
  readonly status: JourneyStatus;
  readonly steps: readonly JourneyStep[];
}
/** One of the two; `sha` may be a prefix of at least seven digits. */
export interface ShowJourneyRequest {
  readonly key?: string;
  readonly sha?: string;
}
export interface ShowJourneyResponse {
  readonly journeys: readonly AdminJourney[];
}

/** Empty text: any. */
export interface CountJourneysRequest {
  readonly forge?: string;
  readonly repositoryId?: string;
}
export interface CountJourneysResponse {
  readonly running: number;
  readonly complete: number;
  readonly deadLettered: number;
}

export interface AdminDeadLetter {
  readonly id: number;
  readonly service: string;
  readonly subject: string;
  readonly eventId: string;
  readonly journeys: readonly string[];
  readonly error: string;
  readonly attempts: number;
  readonly time: string;
  readonly traceId: string;
}
/** `limit` 0: the server's own; `beforeId` 0: from the newest. */
export interface ListDeadLettersRequest {
  readonly service?: string;
  readonly limit?: number;
  readonly beforeId?: number;
}
export interface ListDeadLettersResponse {
  readonly items: readonly AdminDeadLetter[];
  readonly total: number;
}
export interface ShowDeadLetterRequest {
  readonly id: number;
}
export interface ShowDeadLetterResponse {
  readonly letter: AdminDeadLetter;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Exactly one of the three. */
export interface DeadLetterSelection {
  readonly ids?: readonly number[];
  readonly service?: string;
  readonly all?: boolean;
}
export interface ReplayDeadLettersRequest {
  readonly selection: DeadLetterSelection;
  readonly dryRun?: boolean;
  readonly rate?: number;
}
export interface DropDeadLettersRequest {
  readonly selection: DeadLetterSelection;
  readonly dryRun?: boolean;
}
export interface DeadLetterIds {
  readonly ids: readonly number[];
}

export interface AdminConsumer {
  readonly stream: string;
  readonly durable: string;
  readonly pending: number;
  readonly inFlight: number;
  readonly redelivered: number;
}
export interface ListConsumersResponse {
  readonly items: readonly AdminConsumer[];
}
