import { type JourneyKey, type Usage, UsageRecordedEvent, changeJourney, commentJourney } from '@arbiter/contracts';
import { type AnswerUsage, BudgetExhausted, ModelRouter, TaskNotServed, usagesOf } from '@arbiter/llm';
import { Events } from '@arbiter/messaging';
import { type FollowUpInput, followUp, redactText, renderFile } from '@arbiter/reviewing';
import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import { KeptAnswers } from '../models/kept-answers.ts';
import { AnswerRepository } from '../persistence/answer.repository.ts';
import { FindingRepository } from '../persistence/finding.repository.ts';
import { recordsOf } from '../read-writings/usages-of.ts';
import type { ReviewConfig } from '../review.config.ts';
import type { Conversation } from './conversation.ts';
import { reply } from './reply.ts';

/** Longest part of the diff that is shown, and longest remark, characters. */
const MOST_CODE = 24_000;
const MOST_WORDS = 4_000;
/** Remarks of a conversation that are shown, the newest. */
const REMARKS = 20;

const UNSURE = 'I am not sure enough of an answer to give one.';

/** Answers questions about a change, within what an answer may cost and as long as it is sure enough. */
@Injectable()
export class FollowUp {
  constructor(
    private readonly models: ModelRouter,
    private readonly answers: AnswerRepository,
    private readonly findings: FindingRepository,
    private readonly events: Events,
    @Inject(CONFIG) private readonly config: ReviewConfig,
  ) {}

  /** @param quietly nobody called us: an unsure answer is none */
  async run(
    conversation: Conversation,
    { question, quietly }: { readonly question: string; readonly quietly: boolean },
  ): Promise<void> {
    const { job, finding } = conversation;
    const journey = commentJourney(job, job.commentId);
    try {
      const { answer, usages } = await this.#ask(conversation, journey, question);
      await this.#tell(conversation, usages);
      const isSure = answer.answer !== '' && answer.confidence >= this.config.ARBITER_FOLLOWUP_CONFIDENCE_THRESHOLD;
      if (isSure) await reply(conversation, answer.answer);
      else if (!quietly) await reply(conversation, UNSURE);
      if (isSure && answer.withdraw && finding) {
        await this.findings.settle(changeJourney(job, job.number), [finding.fingerprint], 'dismissed');
      }
      await this.answers.drop(journey);
    } catch (error) {
      await this.#tell(conversation, usagesOf(error));
      if (!(error instanceof BudgetExhausted || error instanceof TaskNotServed)) throw error;
      const why = error instanceof BudgetExhausted ? 'a budget is used up' : 'no language model is set up';
      if (!quietly) await reply(conversation, `There is no answer now: ${why}.`);
    }
  }

  async #ask(conversation: Conversation, journey: JourneyKey, question: string) {
    const { job, signal } = conversation;
    const { team, department } = job.author ?? {};
    const account = {
      subject: {
        ...(team !== undefined && { team }),
        ...(department !== undefined && { department }),
        repository: { forge: job.forge, id: job.repository.id },
      },
      repository: job.repository.name,
    };
    const models = new KeptAnswers(this.models, this.answers, journey);
    const task = followUp(this.config.ARBITER_FOLLOWUP_MAX_TOKENS_PER_RESPONSE);
    const input = await inputOf(conversation, question);
    const [answered] = await models.askAll(task, [{ key: journey, input, account }], { signal });
    if (!answered) throw new TypeError('One question has one answer.');
    return answered;
  }

  async #tell({ job }: Conversation, usages: readonly AnswerUsage[]): Promise<void> {
    const { forge, repository, author, number, commentId } = job;
    const told = usages.map((usage): Usage => ({
      ...usage,
      task: 'follow-up',
      journey: changeJourney(job, number),
      forge,
      repository,
      ...(author && { person: author }),
    }));
    await this.events.publishAll(UsageRecordedEvent, recordsOf(`answer/${commentJourney(job, commentId)}`, told));
  }
}

/** What is shown to whoever answers: words and code without secrets, and no names. */
async function inputOf(conversation: Conversation, question: string): Promise<FollowUpInput> {
  const { host, change, thread, self, comment, finding, signal } = conversation;
  const { files } = await host.diff(change, { signal });
  const shown = thread ? files.filter(({ path }) => path === thread.path) : files;
  const earlier = (thread?.comments ?? []).filter(({ id }) => id !== comment.id).slice(-REMARKS);
  const words = (text: string): string => redactText(withoutMarkers(text)).slice(0, MOST_WORDS);
  const [first] = thread?.comments ?? [];
  return {
    remarks: [
      ...earlier.map(({ author, body }) => ({
        by: author?.id === self.id ? ('arbiter' as const) : ('person' as const),
        text: words(body),
      })),
      { by: 'person', text: words(question === '' ? comment.body : question) },
    ],
    ...(finding &&
      thread &&
      first && { finding: { path: thread.path, ruleId: finding.ruleId, quote: '', message: words(first.body) } }),
    title: words(change.title),
    description: words(change.description),
    code: redactText(shown.map(renderFile).join('')).slice(0, MOST_CODE),
  };
}

const withoutMarkers = (text: string): string => text.replaceAll(/<!--[\s\S]*?-->/g, '').trim();
