import { createHash } from 'node:crypto';
import type { Answered, AskOptions, ModelRouter, Question, Task } from '@arbiter/llm';
import type { AnswerRepository } from '../persistence/answer.repository.ts';

/** Who answers, as far as a review needs it. */
export type Asks = Pick<ModelRouter, 'askAll' | 'answererOf' | 'reviewCaps'>;

/**
 * Keeps every answer in the database before it is used: whoever comes again after a crash, or after a fault of another
 * question, asks and pays nothing for what was answered already. The ledger knows the usages by their ids, so telling them
 * again charges nobody.
 */
export class KeptAnswers implements Asks {
  readonly #models: Asks;
  readonly #answers: AnswerRepository;
  readonly #journey: string;
  readonly reviewCaps: Asks['reviewCaps'];
  readonly answererOf: Asks['answererOf'];

  constructor(models: Asks, answers: AnswerRepository, journey: string) {
    this.#models = models;
    this.#answers = answers;
    this.#journey = journey;
    this.reviewCaps = models.reviewCaps;
    this.answererOf = (task, who) => models.answererOf(task, who);
  }

  /** Throws what the models throw for the first question that fails, once the others have been kept. */
  async askAll<Input, Answer>(
    task: Task<Input, Answer>,
    questions: readonly Question<Input>[],
    options?: AskOptions,
  ): Promise<readonly Answered<Answer>[]> {
    const answered = await Promise.allSettled(questions.map((question) => this.#ask(task, question, options)));
    return answered.map((result) => {
      if (result.status === 'rejected') throw result.reason;
      return result.value;
    });
  }

  async #ask<Input, Answer>(
    task: Task<Input, Answer>,
    question: Question<Input>,
    options: AskOptions | undefined,
  ): Promise<Answered<Answer>> {
    const key = keyOf(task, question);
    const known = await this.#answers.find(key);
    // What was kept is checked as if it had just come: an older version of us may have written it.
    if (known) return { answer: task.answer.parse(known.answer), usages: known.usages };
    const [answered] = await this.#models.askAll(task, [question], options);
    if (!answered) throw new TypeError('One question has one answer.');
    await this.#answers.store(key, this.#journey, answered);
    return answered;
  }
}

function keyOf<Input, Answer>(task: Task<Input, Answer>, { key, input }: Question<Input>): string {
  const words = createHash('sha256').update(JSON.stringify([task.name, task.version, key]));
  return words.update(task.render(input)).digest('base64url');
}
