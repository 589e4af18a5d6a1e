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
import { Contacts } from '../look-up/contacts.ts';
import { Rulebooks } from '../look-up/rulebooks.ts';
import type { NotifierConfig } from '../notifier.config.ts';
import { FeedbackRepository } from '../persistence/feedback.repository.ts';
import { GuidanceRepository } from '../persistence/guidance.repository.ts';
import { supervise } from '../rules/safety/supervise.ts';

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
    const id = randomUUID();
    await this.feedback.add({
      id,
      interventionId: given.interventionId ?? null,
      verdict: given.verdict,
      comment: given.comment ?? null,
      personId: given.by === undefined ? null : await this.contacts.personId(given.by),
      givenAt: this.clock.now(),
    });
    return { feedbackId: id };
  }
}
