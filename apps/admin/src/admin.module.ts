import { MessagingModule } from '@arbiter/messaging';
import { PersistenceModule, retentionOf } from '@arbiter/persistence';
import { CONFIG, TRANSPORTS } from '@arbiter/service';
import { Module } from '@nestjs/common';
import { AuditLog } from './audit/audit-log.ts';
import { AuditRecordedHandler } from './audit/audit-recorded.handler.ts';
import { AuditQueries } from './audit/audit.queries.ts';
import { Audit } from './audit/audit.ts';
import { FollowDeadLetters } from './dead-letters/follow-dead-letters.ts';
import { HandleDeadLetters } from './dead-letters/handle-dead-letters.ts';
import { EraseEverywhere } from './erase-people/erase-everywhere.ts';
import { ErasuresQueries } from './erase-people/erasures.queries.ts';
import { RequestErasure } from './erase-people/request-erasure.ts';
import { RunErasures } from './erase-people/run-erasures.ts';
import { AdminController } from './grpc/admin.controller.ts';
import { AdminKey } from './grpc/admin-key.ts';
import { GrpcHealth } from './grpc/grpc-health.ts';
import { grpcTransport } from './grpc/grpc.transport.ts';
import type { AdminConfig } from './admin.config.ts';
import { JournalHandler } from './keep-journal/journal.handler.ts';
import { JournalWriter } from './keep-journal/journal-writer.ts';
import { AuditRepository } from './persistence/audit.repository.ts';
import { DeadLetterRepository } from './persistence/dead-letter.repository.ts';
import { ErasureRepository } from './persistence/erasure.repository.ts';
import { JournalRepository } from './persistence/journal.repository.ts';
import { JourneyRepository } from './persistence/journey.repository.ts';
import { RetentionRepository } from './persistence/retention.repository.ts';
import { schema } from './persistence/schema.ts';
import { MakeRoom } from './make-room/make-room.ts';
import { JourneysQueries } from './show-journeys/journeys.queries.ts';
import { ShowJourneys } from './show-journeys/show-journeys.ts';

@Module({
  imports: [PersistenceModule.forSchema(schema), MessagingModule.forService('admin')],
  controllers: [AdminController, JourneysQueries, AuditQueries, ErasuresQueries],
  providers: [
    JournalHandler,
    JournalWriter,
    ShowJourneys,
    FollowDeadLetters,
    HandleDeadLetters,
    MakeRoom,
    retentionOf(RetentionRepository, (config: AdminConfig) => config.ARBITER_RETENTION_JOURNAL_DAYS),
    RetentionRepository,
    Audit,
    AuditLog,
    AuditRecordedHandler,
    EraseEverywhere,
    RequestErasure,
    RunErasures,
    ErasureRepository,
    AdminKey,
    GrpcHealth,
    AuditRepository,
    DeadLetterRepository,
    JournalRepository,
    JourneyRepository,
    {
      provide: TRANSPORTS,
      inject: [CONFIG, GrpcHealth],
      useFactory: (config: AdminConfig, health: GrpcHealth) => [grpcTransport(config, health)],
    },
  ],
})
export class AdminModule {}
