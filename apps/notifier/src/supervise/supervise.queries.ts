import {
  AuditText,
  GiveSafetyFeedback,
  ListGuidance,
  type ReplyOf,
  type RequestOf,
  SetGuidance,
} from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { CONFIG } from '@arbiter/service';
import { Controller, Inject } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Clock } from '../clock.ts';
import { DecideIntervention } from '../decide/decide-intervention.ts';
import { Contacts } from '../look-up/contacts.ts';
import { Rulebooks } from '../look-up/rulebooks.ts';
import type { NotifierConfig } from '../notifier.config.ts';
import { FeedbackRepository } from '../persistence/feedback.repository.ts';
import { GuidanceRepository } from '../persistence/guidance.repository.ts';
import { InterventionRepository } from '../persistence/intervention.repository.ts';
import { supervise } from '../rules/safety/supervise.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What a text that cannot be mended is replaced by, where nothing is known of what it is about. */
const ANEW = 'Is there anything in the way, or anybody who could help?';

/** The safety supervisor and its rules, as people ask for them. */
@Controller()
export class SuperviseQueries {
  constructor(
    @Inject(CONFIG) private readonly config: NotifierConfig,
    private readonly clock: Clock,
    private readonly rulebooks: Rulebooks,
    private readonly guidance: GuidanceRepository,
    private readonly feedback: FeedbackRepository,
    private readonly interventions: InterventionRepository,
    private readonly decideIntervention: DecideIntervention,
    private readonly contacts: Contacts,
  ) {}

  @Answers(AuditText)
  async audit({ text, department }: RequestOf<typeof AuditText>): Promise<ReplyOf<typeof AuditText>> {
    const { safety } = await this.rulebooks.of(department);
    const { verdict, correction } = supervise(text, safety, this.config.SAFETY_CONFIDENCE_THRESHOLD, () => ANEW);
    const hits = verdict.hits.map(({ start, end }) => text.slice(start, end));
    return { category: verdict.category, hits, confidence: verdict.confidence, correction };
  }

  @Answers(ListGuidance)
  async list(_: RequestOf<typeof ListGuidance>): Promise<ReplyOf<typeof ListGuidance>> {
    return { items: [...(await this.guidance.all())] };
  }

  @Answers(SetGuidance)
  async set({ guidance }: RequestOf<typeof SetGuidance>): Promise<ReplyOf<typeof SetGuidance>> {
    await this.guidance.write(guidance);
    return guidance;
  }

  @Answers(GiveSafetyFeedback)
  async give(given: RequestOf<typeof GiveSafetyFeedback>): Promise<ReplyOf<typeof GiveSafetyFeedback>> {
    const feedbackId = randomUUID();
    const { interventionId, action, text, comment } = given;
    const [contact] = await this.contacts.find([given.by]);
    await this.feedback.add({
      ...{ id: feedbackId, interventionId, action, comment: comment ?? null },
      personId: contact?.personId ?? null,
      givenAt: this.clock.now(),
    });
    const item = UUID.test(interventionId) ? await this.interventions.item(interventionId) : undefined;
    if (item?.message === undefined || !contact) return { feedbackId, outcome: 'kept' };
    const wish = { interventionId, decision: action, by: contact.personId, text, reason: comment };
    return { feedbackId, outcome: (await this.decideIntervention.run(wish)).outcome };
  }
}
