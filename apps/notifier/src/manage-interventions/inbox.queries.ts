import {
  type InboxItem,
  ListAcceptance,
  ListInbox,
  type ReplyOf,
  type RequestOf,
  ShowIntervention,
} from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { refuse } from '../notifier.errors.ts';
import { InterventionRepository } from '../persistence/intervention.repository.ts';
import { MatchRepository } from '../persistence/match.repository.ts';
import { MeasureAcceptance } from '../measure/measure-acceptance.ts';

/** The in-app inbox, which is always on. */
@Controller()
export class InboxQueries {
  constructor(
    private readonly interventions: InterventionRepository,
    private readonly matches: MatchRepository,
    private readonly measureAcceptance: MeasureAcceptance,
  ) {}

  @Answers(ListInbox)
  async list(request: RequestOf<typeof ListInbox>): Promise<ReplyOf<typeof ListInbox>> {
    const { personId } = request;
    return this.interventions.inbox(request, personId === undefined ? undefined : await this.matches.idsOf([personId]));
  }

  @Answers(ShowIntervention)
  async show({ interventionId }: RequestOf<typeof ShowIntervention>): Promise<InboxItem> {
    return (await this.interventions.item(interventionId)) ?? refuse('intervention-not-found');
  }

  @Answers(ListAcceptance)
  async acceptance(_: RequestOf<typeof ListAcceptance>): Promise<ReplyOf<typeof ListAcceptance>> {
    return { items: [...(await this.measureAcceptance.run())] };
  }
}
