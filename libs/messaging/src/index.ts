export { Broker, type BrokerOptions, type ReconnectListener } from './connection/broker.ts';
export { Consumes, type ConsumesOptions } from './consume/consumes.ts';
export { jobSignal } from './consume/current.ts';
export type { Received } from './consume/received.ts';
export { Advisories } from './dead-letters/advisories.ts';
export { ConsumerLag, type Lag } from './dead-letters/consumer-lag.ts';
export type { DeadLetter } from './dead-letters/dead-letter.ts';
export {
  DeadLetters,
  type DeadLetterOutcome,
  type DeadLetterQuery,
  type ReplayOptions,
} from './dead-letters/dead-letters.ts';
export { type Erased, eraseMessages } from './history/erase-messages.ts';
export { storedEvents } from './history/stored-events.ts';
export { MessagingModule, type MessagingConfig, type MessagingOptions } from './messaging.module.ts';
export { ProvisionDiffers, type Difference } from './provision/differences.ts';
export { provisionJourney, type Provisioned, type ProvisionOptions } from './provision/provision.ts';
export { OLDEST_SERVER, ServerTooOld } from './provision/server-version.ts';
export { StreamRoom } from './provision/stream-room.ts';
export { DEFAULT_LIMITS, type StreamLimits } from './provision/streams.ts';
export { EventTooLarge } from './publish/errors.ts';
export { Events, type PublishAllOptions } from './publish/events.ts';
export type { PublishOptions } from './publish/outgoing.ts';
export { Answers } from './queries/answers.ts';
export { Queries } from './queries/queries.ts';
export { QueryFailed } from './queries/query-failed.ts';
