import { MessagingModule } from '@arbiter/messaging';
import { PersistenceModule } from '@arbiter/persistence';
import { Module } from '@nestjs/common';
import { DeliverSlack } from './deliver-slack/deliver-slack.ts';
import { SlackCourier } from './deliver-slack/slack-courier.ts';
import { SlackWebhook } from './deliver-slack/slack-webhook.ts';
import { ListInboxQueries } from './list-inbox/list-inbox.queries.ts';
import { AnalyzedHandler } from './note-debt/analyzed.handler.ts';
import { NoteDebt } from './note-debt/note-debt.ts';
import { DebtNoteRepository } from './persistence/debt-note.repository.ts';
import { DeliveryRepository } from './persistence/delivery.repository.ts';
import { InterventionRepository } from './persistence/intervention.repository.ts';
import { schema } from './persistence/schema.ts';
import { CommitmentMadeHandler } from './propose-intervention/commitment-made.handler.ts';
import { ProposeIntervention } from './propose-intervention/propose-intervention.ts';

@Module({
  imports: [PersistenceModule.forSchema(schema), MessagingModule.forService('notifier')],
  controllers: [ListInboxQueries],
  providers: [
    InterventionRepository,
    DeliveryRepository,
    DebtNoteRepository,
    CommitmentMadeHandler,
    ProposeIntervention,
    AnalyzedHandler,
    NoteDebt,
    SlackWebhook,
    DeliverSlack,
    SlackCourier,
  ],
})
export class NotifierModule {}
