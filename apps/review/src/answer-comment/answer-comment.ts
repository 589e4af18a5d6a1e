import { CodeHosts, Gone } from '@arbiter/forge';
import { type Command, configurationText, helpText, isAllowed, readCommand } from '@arbiter/reviewing';
import { Injectable } from '@nestjs/common';
import { changeJourney } from '@arbiter/contracts';
import { FindingRepository } from '../persistence/finding.repository.ts';
import { IgnoredRuleRepository } from '../persistence/ignored-rule.repository.ts';
import { JobRepository } from '../persistence/job.repository.ts';
import { ReviewRepository } from '../persistence/review.repository.ts';
import { requestFor } from '../review-change/change-job.ts';
import type { CommentJob } from './comment-job.ts';
import { type Conversation, readConversation } from './conversation.ts';
import { FollowUp } from './follow-up.ts';
import { reply } from './reply.ts';
import { mayGive } from './rights.ts';

/** Does what a comment asks for, if whoever wrote it may ask for it. What was heard is answered at least with a sign. */
@Injectable()
export class AnswerComment {
  constructor(
    private readonly hosts: CodeHosts,
    private readonly followUp: FollowUp,
    private readonly jobs: JobRepository,
    private readonly reviews: ReviewRepository,
    private readonly findings: FindingRepository,
    private readonly ignoredRules: IgnoredRuleRepository,
  ) {}

  async run(job: CommentJob, signal: AbortSignal): Promise<void> {
    try {
      const conversation = await readConversation(this.hosts.of(job.forge), job, signal);
      if (conversation) await this.#hear(conversation);
    } catch (error) {
      // Whoever deletes a comment or a change wants no answer.
      if (!(error instanceof Gone)) throw error;
    }
  }

  /** A reply to one of our findings needs no command to be an address. */
  async #hear(conversation: Conversation): Promise<void> {
    const { configuration, comment, finding, host, change, address, signal } = conversation;
    const called = readCommand(comment.body);
    const command: Command | undefined = called ?? (finding && { name: 'ask', text: comment.body });
    if (!command || !isAllowed(command.name, configuration.configuration.commands)) return;
    if (await mayGive(command.name, conversation)) await this.#obey(conversation, command, called === undefined);
    else if (called) await host.react(change, address, 'confused', { signal });
  }

  async #obey(conversation: Conversation, { name, text, full }: Command, quietly: boolean): Promise<void> {
    const { host, job, change, address, configuration, signal } = conversation;
    const key = { journey: changeJourney(job, job.number), forge: job.forge, repositoryId: job.repository.id };
    switch (name) {
      case 'ask':
      case 'explain':
        return this.followUp.run(conversation, { question: text, quietly });
      case 'help':
        return reply(conversation, helpText(configuration.configuration.commands));
      case 'config':
        return reply(conversation, configurationText(configuration, await this.ignoredRules.of(job)));
      case 'review':
        await this.#requestReview(conversation, full === true);
        return host.react(change, address, 'eyes', { signal });
      case 'pause':
        await this.reviews.pause(key, true);
        break;
      case 'resume':
        await (text === '' ? this.reviews.pause(key, false) : this.ignoredRules.want(job, text));
        break;
      case 'resolve':
        await this.#resolve(conversation);
        break;
      case 'ignore':
        await this.#ignore(conversation, text);
        break;
    }
    await host.react(change, address, 'thumbs-up', { signal });
  }

  async #requestReview({ job }: Conversation, full: boolean): Promise<void> {
    const { forge, repository, number, author, commentId, cause } = job;
    const payload = { forge, repository, number, asked: commentId, full, ...(author && { author }) };
    await this.jobs.request([requestFor(payload, { askedAt: new Date().toISOString(), cause })]);
  }

  async #resolve({ host, change, job, thread, finding, signal }: Conversation): Promise<void> {
    if (!thread || !finding) return;
    await this.findings.settle(changeJourney(job, job.number), [finding.fingerprint], 'resolved');
    await host.setResolved(change, thread.id, true, { signal });
  }

  async #ignore({ host, change, job, thread, finding, signal }: Conversation, rule: string): Promise<void> {
    const ruleId = rule === '' ? finding?.ruleId : rule;
    if (ruleId !== undefined) await this.ignoredRules.ignore(job, ruleId);
    if (!thread || !finding) return;
    await this.findings.settle(changeJourney(job, job.number), [finding.fingerprint], 'dismissed');
    await host.setResolved(change, thread.id, true, { signal });
  }
}
