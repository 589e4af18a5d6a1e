import { MessagingModule } from '@arbiter/messaging';
import { PersistenceModule, retentionOf } from '@arbiter/persistence';
import { Module } from '@nestjs/common';
import { ErasePersonQueries } from './erase-person/erase-person.queries.ts';
import { DeliveryAcceptedHandler } from './ingest-deliveries/delivery-accepted.handler.ts';
import { DeliveryDocument } from './ingest-deliveries/delivery-document.ts';
import { IngestDeliveries } from './ingest-deliveries/ingest-deliveries.ts';
import { CommitsQueries } from './list-commits/commits.queries.ts';
import { CommitRepository } from './persistence/commit.repository.ts';
import { PersonRepository } from './persistence/person.repository.ts';
import { PushRepository } from './persistence/push.repository.ts';
import { RetentionRepository } from './persistence/retention.repository.ts';
import { WritingRepository } from './persistence/writing.repository.ts';
import { schema } from './persistence/schema.ts';
import type { IngestionConfig } from './ingestion.config.ts';

@Module({
  imports: [PersistenceModule.forSchema(schema), MessagingModule.forService('ingestion')],
  controllers: [CommitsQueries, ErasePersonQueries],
  providers: [
    DeliveryAcceptedHandler,
    DeliveryDocument,
    IngestDeliveries,
    CommitRepository,
    PersonRepository,
    PushRepository,
    RetentionRepository,
    retentionOf(RetentionRepository, (config: IngestionConfig) => config.ARBITER_RETENTION_RAW_TEXT_DAYS),
    WritingRepository,
  ],
})
export class IngestionModule {}
