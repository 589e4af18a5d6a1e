import { type EventDefinition, FindContacts } from '@arbiter/contracts';
import type { Events, Queries } from '@arbiter/messaging';
import type { Database } from '@arbiter/persistence';
import { Announce } from '../../announce/announce.ts';
import { Channels } from '../../channels/channels.ts';
import { ConsiderCheckIn } from '../../check-in/consider-check-in.ts';
import { SayAtOnce } from '../../check-in/say-at-once.ts';
import { TellLeads } from '../../check-in/tell-leads.ts';
import type { Clock } from '../../clock.ts';
import { CloseProposals } from '../../decide/close-proposals.ts';
import { DecideIntervention } from '../../decide/decide-intervention.ts';
import { ExpireProposals } from '../../decide/expire-proposals.ts';
import { Courier } from '../../deliver/courier.ts';
import { LookForLost } from '../../deliver/look-for-lost.ts';
import { Rounds } from '../../deliver/rounds.ts';
import { SendDue } from '../../deliver/send-due.ts';
import { SettlePost } from '../../deliver/settle-post.ts';
import { FollowPeople } from '../../follow-people/follow-people.ts';
import { FollowDanger } from '../../follow-promises/follow-danger.ts';
import { FollowEnds } from '../../follow-promises/follow-ends.ts';
import { ChangeWishes } from '../../look-after-recipients/change-wishes.ts';
import { Contacts } from '../../look-up/contacts.ts';
import { Rulebooks } from '../../look-up/rulebooks.ts';
import type { NotifierConfig } from '../../notifier.config.ts';
import { DeliveryRepository } from '../../persistence/delivery.repository.ts';
import { FollowUpRepository } from '../../persistence/follow-up.repository.ts';
import { GuidanceRepository } from '../../persistence/guidance.repository.ts';
import { LeadRepository } from '../../persistence/lead.repository.ts';
import { MatchRepository } from '../../persistence/match.repository.ts';
import { OutgoingRepository } from '../../persistence/outgoing.repository.ts';
import { PromiseRepository } from '../../persistence/promise.repository.ts';
import { RecipientRepository } from '../../persistence/recipient.repository.ts';
import type { Shipped } from '../../rules/shipped.ts';
import type { CrashPoint } from './crash.ts';
import { EVERYBODY, FORMERLY_BOB, AUTHORS } from './people.ts';
import type { SimulatedSlack } from './simulated-slack.ts';

export interface Ground {
  readonly database: Database;
  readonly clock: Clock;
  readonly point: CrashPoint;
  readonly config: NotifierConfig;
  readonly shipped: Shipped;
  readonly channels: readonly SimulatedSlack[];
  /** Every event that was ever published, by its id. */
  readonly published: Map<string, { readonly subject: string; readonly data: unknown }>;
}

/** The use cases of one process: made anew after each crash, so that nothing in memory outlives it. */
export function startNotifier({ database, clock, point, config, shipped, channels: ways, published }: Ground) {
  const events = brokerOf(published, point);
  const contacts = new Contacts(identityOf(point));
  const channels = new Channels(ways);
  const followUps = new FollowUpRepository();
  const matches = new MatchRepository(database);
  const [promises, recipients] = [new PromiseRepository(database), new RecipientRepository(database, matches)];
  const [leads, outgoing] = [new LeadRepository(database), new OutgoingRepository(database)];
  const deliveries = new DeliveryRepository(database);
  const rulebooks = new Rulebooks(config, shipped, new GuidanceRepository(database), clock);
  const courier = new Courier();
  const announce = new Announce(outgoing, events);
  const settlePost = new SettlePost(config, clock, database, deliveries, recipients, outgoing, channels);
  const sendDue = new SendDue(
    config,
    shipped,
    clock,
    database,
    deliveries,
    recipients,
    outgoing,
    contacts,
    channels,
    settlePost,
  );
  const lookForLost = new LookForLost(clock, channels, contacts, deliveries, settlePost);
  const expire = new ExpireProposals(clock, database, followUps, outgoing);
  const sayAtOnce = new SayAtOnce(clock, channels);
  const tellLeads = new TellLeads(config, shipped, clock, recipients, leads, contacts, sayAtOnce);
  const close = new CloseProposals(channels, deliveries);
  return {
    leads,
    changeWishes: new ChangeWishes(config, clock, recipients, matches, deliveries, courier),
    rounds: new Rounds(courier, clock, channels, deliveries, expire, lookForLost, sendDue, close, announce),
    followDanger: new FollowDanger(
      ...([config, shipped, clock, database, rulebooks, followUps, promises, recipients, leads] as const),
      ...([outgoing, contacts, channels, events, courier] as const),
    ),
    followEnds: new FollowEnds(
      ...([config, shipped, clock, database, followUps, promises, recipients, outgoing] as const),
      ...([contacts, channels, events, courier] as const),
    ),
    decide: new DecideIntervention(
      ...([config, clock, database, rulebooks, followUps, promises, recipients, leads, outgoing, contacts] as const),
      ...([channels, courier] as const),
    ),
    checkIn: new ConsiderCheckIn(config, shipped, clock, promises, recipients, matches, contacts, tellLeads, sayAtOnce),
    followPeople: new FollowPeople(database, recipients, courier),
  };
}

export type NotifierUnderTest = ReturnType<typeof startNotifier>;

/** The broker: it keeps what it is given, once for each id. */
function brokerOf(published: Ground['published'], point: CrashPoint): Events {
  const publish = <Data>(event: EventDefinition<Data>, data: Data): Promise<void> =>
    point.around(() => {
      published.set(event.idOf(event.parse(data)), { subject: event.subject, data });
      return Promise.resolve();
    });
  return { publish } as unknown as Events;
}

/** Identity: it knows everybody, and Bob by his former id too. */
function identityOf(point: CrashPoint): Queries {
  const ask = (query: unknown, { people }: { people: readonly { readonly personId: string }[] }): Promise<unknown> =>
    point.around(() => {
      if (query !== FindContacts) throw new TypeError('identity is asked for contacts alone');
      const find = (id: string) => EVERYBODY.find((one) => one.id === (id === FORMERLY_BOB ? AUTHORS[1].id : id));
      return Promise.resolve({ contacts: people.map(({ personId }) => find(personId)?.contact ?? null) });
    });
  return { ask } as unknown as Queries;
}
