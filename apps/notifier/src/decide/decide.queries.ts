import {
  DecideByLink,
  DecideIntervention as DecideQuery,
  type DecisionOutcome,
  type ReplyOf,
  type RequestOf,
  ShowLink,
} from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { Contacts } from '../look-up/contacts.ts';
import { refuse } from '../notifier.errors.ts';
import { InterventionRepository } from '../persistence/intervention.repository.ts';
import { DecideIntervention } from './decide-intervention.ts';
import { Links } from './links.ts';

@Controller()
export class DecideQueries {
  constructor(
    private readonly decideIntervention: DecideIntervention,
    private readonly interventions: InterventionRepository,
    private readonly contacts: Contacts,
    private readonly links: Links,
  ) {}

  @Answers(DecideQuery)
  async decide({ by, ...wish }: RequestOf<typeof DecideQuery>): Promise<DecisionOutcome> {
    return this.decideIntervention.run({ ...wish, by: await this.contacts.personId(by) });
  }

  @Answers(ShowLink)
  async showLink({ token }: RequestOf<typeof ShowLink>): Promise<ReplyOf<typeof ShowLink>> {
    const { interventionId, decision } = this.links.read(token) ?? refuse('link-not-valid');
    const item = (await this.interventions.item(interventionId)) ?? refuse('link-not-valid');
    return { decision, item };
  }

  @Answers(DecideByLink)
  decideByLink({ token, text }: RequestOf<typeof DecideByLink>): Promise<DecisionOutcome> {
    const permit = this.links.read(token) ?? refuse('link-not-valid');
    return this.decideIntervention.run({ ...permit, text });
  }
}
