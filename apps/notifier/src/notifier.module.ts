import { MessagingModule } from '@arbiter/messaging';
import { PersistenceModule, retentionOf } from '@arbiter/persistence';
import { CONFIG } from '@arbiter/service';
import { Module } from '@nestjs/common';
import { pathToFileURL } from 'node:url';
import { ActInSlackQueries } from './act-in-slack/act-in-slack.queries.ts';
import { Announce } from './announce/announce.ts';
import { type Channel } from './channels/channel.ts';
import { CHANNELS, Channels } from './channels/channels.ts';
import { Email } from './channels/email.ts';
import { SignedWebhook } from './channels/signed-webhook.ts';
import { SlackBot } from './channels/slack-bot.ts';
import { SlackWebhook } from './channels/slack-webhook.ts';
import { Teams } from './channels/teams.ts';
import { ConsiderCheckIn } from './check-in/consider-check-in.ts';
import { SayAtOnce } from './check-in/say-at-once.ts';
import { TellLeads } from './check-in/tell-leads.ts';
import { Clock } from './clock.ts';
import { ConsentQueries } from './consent/consent.queries.ts';
import { CloseProposals } from './decide/close-proposals.ts';
import { DecideIntervention } from './decide/decide-intervention.ts';
import { DecideQueries } from './decide/decide.queries.ts';
import { ExpireProposals } from './decide/expire-proposals.ts';
import { Links } from './decide/links.ts';
import { Courier } from './deliver/courier.ts';
import { LookForLost } from './deliver/look-for-lost.ts';
import { Rounds } from './deliver/rounds.ts';
import { SendDue } from './deliver/send-due.ts';
import { SettlePost } from './deliver/settle-post.ts';
import { ErasePersonQueries } from './erase-person/erase-person.queries.ts';
import { FollowPeople } from './follow-people/follow-people.ts';
import { PersonHandler } from './follow-people/person.handler.ts';
import { FollowDanger } from './follow-promises/follow-danger.ts';
import { FollowEnds } from './follow-promises/follow-ends.ts';
import { PromiseHandler } from './follow-promises/promise.handler.ts';
import { ChangeWishes } from './look-after-recipients/change-wishes.ts';
import { RecipientQueries } from './look-after-recipients/recipients.queries.ts';
import { Contacts } from './look-up/contacts.ts';
import { Rulebooks, SHIPPED } from './look-up/rulebooks.ts';
import { InboxQueries } from './manage-interventions/inbox.queries.ts';
import { MeasureAcceptance } from './measure/measure-acceptance.ts';
import { AnalyzedHandler } from './note-debt/analyzed.handler.ts';
import { NoteDebt } from './note-debt/note-debt.ts';
import type { NotifierConfig } from './notifier.config.ts';
import { repositories } from './persistence/repositories.ts';
import { RetentionRepository } from './persistence/retention.repository.ts';
import { schema } from './persistence/schema.ts';
import { CommitmentMadeHandler } from './propose-intervention/commitment-made.handler.ts';
import { ProposeIntervention } from './propose-intervention/propose-intervention.ts';
import { readShipped } from './rules/shipped.ts';
import { SuperviseQueries } from './supervise/supervise.queries.ts';

const shipped = {
  provide: SHIPPED,
  inject: [CONFIG],
  useFactory: ({ ARBITER_INTERVENTION_DATA: folder }: NotifierConfig) =>
    readShipped(folder === undefined ? undefined : pathToFileURL(`${folder}/`)),
};

/** In the order in which they are taken where nobody has said otherwise. */
const WAYS = [SlackWebhook, SlackBot, Teams, Email, SignedWebhook];
const channels = { provide: CHANNELS, inject: WAYS, useFactory: (...ways: Channel[]) => ways };

@Module({
  imports: [PersistenceModule.forSchema(schema), MessagingModule.forService('notifier')],
  controllers: [
    InboxQueries,
    DecideQueries,
    ActInSlackQueries,
    RecipientQueries,
    SuperviseQueries,
    ConsiderCheckIn,
    ConsentQueries,
    ErasePersonQueries,
  ],
  providers: [
    ...repositories,
    ...[Clock, shipped, Contacts, Rulebooks, Links],
    ...[...WAYS, channels, Channels],
    ...[Courier, Rounds, SendDue, SettlePost, LookForLost, Announce, ChangeWishes],
    ...[CommitmentMadeHandler, ProposeIntervention, PromiseHandler, FollowDanger, FollowEnds],
    ...[DecideIntervention, ExpireProposals, CloseProposals, MeasureAcceptance],
    ...[AnalyzedHandler, NoteDebt, PersonHandler, FollowPeople],
    SayAtOnce,
    TellLeads,
    retentionOf(RetentionRepository, (config: NotifierConfig) => config.ARBITER_RETENTION_COMMITMENTS_DAYS),
  ],
})
export class NotifierModule {}
