import type {
  AuditDetails,
  CountJourneysRequest,
  CountJourneysResponse,
  DeadLetterIds,
  DropDeadLettersRequest,
  JourneyKey,
  ListConsumersResponse,
  ListDeadLettersRequest,
  ListDeadLettersResponse,
  ReplayDeadLettersRequest,
  ShowDeadLetterRequest,
  ShowDeadLetterResponse,
  ShowJourneyRequest,
  ShowJourneyResponse,
} from '@arbiter/contracts';
import { ConsumerLag } from '@arbiter/messaging';
import type { Metadata } from '@grpc/grpc-js';
import { Controller, UseFilters } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { AdminError } from '../admin.errors.ts';
import { Audit } from '../audit/audit.ts';
import { HandleDeadLetters } from '../dead-letters/handle-dead-letters.ts';
import { ShowJourneys } from '../show-journeys/show-journeys.ts';
import { AdminKey } from './admin-key.ts';
import { GrpcErrors } from './grpc-errors.filter.ts';

const SERVICE = 'Admin';
const SHA = /^[0-9a-f]{7,64}$/i;

/** The admin API. Absent fields come as their defaults: empty text, 0, an empty list. */
@Controller()
@UseFilters(GrpcErrors)
export class AdminController {
  constructor(
    private readonly journeys: ShowJourneys,
    private readonly deadLetters: HandleDeadLetters,
    private readonly consumers: ConsumerLag,
    private readonly key: AdminKey,
    private readonly audit: Audit,
  ) {}

  @GrpcMethod(SERVICE)
  async showJourney({ key, sha }: ShowJourneyRequest): Promise<ShowJourneyResponse> {
    const journeys = key ? [await this.journeys.byKey(key as JourneyKey)] : await this.journeys.bySha(wellFormed(sha));
    const found = journeys.filter((journey) => journey !== undefined);
    if (found.length === 0) throw new AdminError('journey-unknown');
    return { journeys: found };
  }

  @GrpcMethod(SERVICE)
  countJourneys({ forge, repositoryId }: CountJourneysRequest): Promise<CountJourneysResponse> {
    return this.journeys.count({ forge: given(forge), repositoryId: given(repositoryId) });
  }

  @GrpcMethod(SERVICE)
  listDeadLetters({ service, limit, beforeId }: ListDeadLettersRequest): Promise<ListDeadLettersResponse> {
    return this.deadLetters.list({ service: given(service), limit: natural(limit), beforeId: natural(beforeId) });
  }

  @GrpcMethod(SERVICE)
  showDeadLetter({ id }: ShowDeadLetterRequest): Promise<ShowDeadLetterResponse> {
    return this.deadLetters.show(id);
  }

  @GrpcMethod(SERVICE)
  async replayDeadLetters(request: ReplayDeadLettersRequest, metadata: Metadata): Promise<DeadLetterIds> {
    const who = this.key.check(metadata);
    const rate = natural(request.rate);
    const ids = await this.deadLetters.select(request.selection);
    if (request.dryRun === true) return { ids };
    const change = { noun: 'dead-letters', verb: 'replay', details: detailsOf(ids) };
    return this.audit.of(who, change, async () => ({ ids: await this.deadLetters.replay(ids, rate) }), told);
  }

  @GrpcMethod(SERVICE)
  async dropDeadLetters(request: DropDeadLettersRequest, metadata: Metadata): Promise<DeadLetterIds> {
    const who = this.key.check(metadata);
    const ids = await this.deadLetters.select(request.selection);
    if (request.dryRun === true) return { ids };
    const change = { noun: 'dead-letters', verb: 'drop', details: detailsOf(ids) };
    return this.audit.of(who, change, async () => ({ ids: await this.deadLetters.drop(ids) }), told);
  }

  @GrpcMethod(SERVICE)
  async listConsumers(): Promise<ListConsumersResponse> {
    return { items: await this.consumers.list() };
  }
}

/** How many letters, and which as far as they fit. */
const detailsOf = (ids: readonly number[]): AuditDetails => ({
  letters: ids.length,
  ids: ids.slice(0, 20).join(' '),
});

const told = ({ ids }: DeadLetterIds): AuditDetails => detailsOf(ids);

const given = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

function natural(number: number | undefined): number | undefined {
  if (number !== undefined && number < 0) throw new AdminError('limit-wrong');
  return number === 0 ? undefined : number;
}

function wellFormed(sha: string | undefined): string {
  if (sha === undefined || !SHA.test(sha)) throw new AdminError('journey-not-asked');
  return sha;
}
