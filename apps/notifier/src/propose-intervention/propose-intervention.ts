import { type Channel, type CommitmentMade, InterventionProposedEvent } from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { CONFIG } from '@arbiter/service';
import { count } from '@arbiter/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { Courier } from '../deliver/courier.ts';
import type { NotifierConfig } from '../notifier.config.ts';
import { InterventionRepository } from '../persistence/intervention.repository.ts';
import { proposalOf } from './proposal.ts';

/** A promise made becomes a line in the inbox; whoever tells leads of it elsewhere is woken, and not waited for. */
@Injectable()
export class ProposeIntervention {
  private readonly outside: readonly Channel[];

  constructor(
    @Inject(CONFIG) config: NotifierConfig,
    private readonly interventions: InterventionRepository,
    private readonly events: Events,
    private readonly courier: Courier,
  ) {
    this.outside = config.SLACK_WEBHOOK_URL === undefined ? [] : ['slack'];
  }

  async run(commitments: readonly CommitmentMade[]): Promise<void> {
    const proposals = commitments.map((commitment) => proposalOf(commitment, this.outside));
    const { proposed, added } = await this.interventions.propose(proposals);
    if (added > 0) {
      count('interventions', { outcome: 'proposed' }, added);
      this.courier.wake();
    }
    await this.events.publishAll(InterventionProposedEvent, proposed);
  }
}
