import { ActInSlack, type Decision, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { SlackBot } from '../channels/slack-bot.ts';
import { DecideIntervention } from '../decide/decide-intervention.ts';
import { Contacts } from '../look-up/contacts.ts';
import { refuse } from '../notifier.errors.ts';
import { InterventionRepository } from '../persistence/intervention.repository.ts';

type Act = RequestOf<typeof ActInSlack>;

const DECISIONS: Readonly<Record<Exclude<Act['act'], 'open-form'>, Decision>> = {
  accept: 'accepted',
  reject: 'rejected',
  mistaken: 'rejected',
  'send-form': 'modified',
};

/** What buttons and forms in Slack do. Whoever pressed them is whoever Slack says, and no more. */
@Controller()
export class ActInSlackQueries {
  constructor(
    private readonly decideIntervention: DecideIntervention,
    private readonly interventions: InterventionRepository,
    private readonly contacts: Contacts,
    private readonly slack: SlackBot,
  ) {}

  @Answers(ActInSlack)
  async act(act: Act): Promise<ReplyOf<typeof ActInSlack>> {
    if (act.act === 'open-form') return this.#openForm(act);
    const { interventionId, slackId, text } = act;
    const by = await this.contacts.personId({ slackId });
    const decision = DECISIONS[act.act];
    const mistaken = act.act === 'mistaken';
    return this.decideIntervention.run({ interventionId, decision, by, mistaken, ...(text !== undefined && { text }) });
  }

  /** Opening changes nothing: whether the lead may decide is asked when the form is sent. */
  async #openForm({ interventionId, triggerId }: Act): Promise<ReplyOf<typeof ActInSlack>> {
    const item = (await this.interventions.item(interventionId)) ?? refuse('intervention-not-found');
    await this.slack.openForm(triggerId ?? '', interventionId, item.message?.text ?? '');
    return { outcome: 'form-opened', message: '' };
  }
}
