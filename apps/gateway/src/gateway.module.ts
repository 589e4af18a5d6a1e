import { MessagingModule } from '@arbiter/messaging';
import { PersistenceModule, RedisModule, retentionOf } from '@arbiter/persistence';
import { Module } from '@nestjs/common';
import { AcceptDelivery } from './accept-delivery/accept-delivery.ts';
import { DivertDelivery } from './accept-delivery/divert-delivery.ts';
import { DriveAgain } from './accept-delivery/drive-again.ts';
import { JudgePool } from './accept-delivery/judge-pool.ts';
import { Api } from './api/api.ts';
import { AuditEndpoints } from './api/audit.endpoints.ts';
import { BudgetsEndpoints } from './api/budgets.endpoints.ts';
import { CommitsEndpoints } from './api/commits.endpoints.ts';
import { CostsEndpoints } from './api/costs.endpoints.ts';
import { DirectoriesEndpoints } from './api/directories.endpoints.ts';
import { Documentation } from './api/documentation.ts';
import { InterventionsEndpoints } from './api/interventions.endpoints.ts';
import { InterventionsPeopleEndpoints } from './api/interventions-people.endpoints.ts';
import { EvaluateEndpoints } from './api/evaluate.endpoints.ts';
import { ExportEverything } from './api/export-everything.ts';
import { OwnCommitmentsEndpoints } from './api/own-commitments.endpoints.ts';
import { PersonalKeys } from './api/personal-keys.ts';
import { PeopleEndpoints } from './api/people.endpoints.ts';
import { PreviewsEndpoints } from './api/previews.endpoints.ts';
import { PricesEndpoints } from './api/prices.endpoints.ts';
import { PrivacyEndpoints } from './api/privacy.endpoints.ts';
import { QuarantineEndpoints } from './api/quarantine.endpoints.ts';
import { RateLimit } from './api/rate-limit.ts';
import { ReportsEndpoints } from './api/reports.endpoints.ts';
import { SafetyEndpoints } from './api/safety.endpoints.ts';
import { SummaryEndpoints } from './api/summary.endpoints.ts';
import { UsersEndpoints } from './api/users.endpoints.ts';
import { People } from './api/whom.ts';
import { Doors } from './doors/doors.ts';
import { ErasePersonQueries } from './erase-person/erase-person.queries.ts';
import { erasing } from './erase-person/erasing.ts';
import { DecideLinks } from './links/decide-links.ts';
import { DeliveryRepository } from './persistence/delivery.repository.ts';
import { QuarantineRepository } from './persistence/quarantine.repository.ts';
import { RetentionRepository } from './persistence/retention.repository.ts';
import { gatewaySchema } from './persistence/schema.ts';
import { ReleaseDelivery } from './quarantine/release-delivery.ts';
import { ReadDeliveryBodyController } from './read-delivery-body/read-delivery-body.controller.ts';
import { DeliveryDivertedHandler } from './relay-deliveries/delivery-diverted.handler.ts';
import { RelayDeliveries } from './relay-deliveries/relay-deliveries.ts';
import { SlackDoors } from './slack/slack.doors.ts';
import { TakeEvents } from './slack/take-events.ts';
import { TakeInteractions } from './slack/take-interactions.ts';
import { ScimDoor } from './scim/scim.door.ts';
import type { GatewayConfig } from './gateway.config.ts';

@Module({
  imports: [PersistenceModule.forSchema(gatewaySchema), MessagingModule.forService('gateway'), RedisModule],
  controllers: [ReadDeliveryBodyController, ErasePersonQueries],
  providers: [
    ...erasing,
    RetentionRepository,
    retentionOf(RetentionRepository, (config: GatewayConfig) => config.ARBITER_RETENTION_RAW_TEXT_DAYS),
    DeliveryRepository,
    JudgePool,
    DivertDelivery,
    DriveAgain,
    ...[QuarantineRepository, ReleaseDelivery, QuarantineEndpoints],
    RelayDeliveries,
    AcceptDelivery,
    DeliveryDivertedHandler,
    Doors,
    TakeEvents,
    TakeInteractions,
    SlackDoors,
    DecideLinks,
    RateLimit,
    CommitsEndpoints,
    SummaryEndpoints,
    UsersEndpoints,
    CostsEndpoints,
    BudgetsEndpoints,
    PreviewsEndpoints,
    PricesEndpoints,
    ...[People, PersonalKeys, ExportEverything, PrivacyEndpoints, AuditEndpoints],
    ...[OwnCommitmentsEndpoints, EvaluateEndpoints, ReportsEndpoints],
    InterventionsEndpoints,
    InterventionsPeopleEndpoints,
    SafetyEndpoints,
    PeopleEndpoints,
    DirectoriesEndpoints,
    Api,
    Documentation,
    ScimDoor,
  ],
})
export class GatewayModule {}
