import type { TokenUsage } from '@arbiter/contracts';
import { Buffer } from 'node:buffer';
import { hash } from 'node:crypto';
import type { Answered, AnswerUsage, Question, Task } from '../../language-model.ts';
import { TaskNotServed } from '../../llm.errors.ts';

/**
 * Answers by the rules that a task brings: deterministic, on this machine, at $0, in the same form as a model. It invents nothing: what it is
 * not sure of it leaves out or calls ambiguous.
 */
export class MockProvider {
  readonly provider = 'mock';
  readonly model = 'rules';

  /** Whether there are rules for the task. */
  serves({ rules }: Pick<Task<never, unknown>, 'rules'>): boolean {
    return rules !== undefined;
  }

  /**
   * Answers in the order of the questions.
   * @throws TaskNotServed where there are no rules for the task
   */
  answerAll<Input, Answer>(
    task: Task<Input, Answer>,
    questions: readonly Question<Input>[],
  ): readonly Answered<Answer>[] {
    const { rules } = task;
    if (!rules) throw new TaskNotServed(this.provider, task.name);
    const at = new Date().toISOString();
    return questions.map((question) => {
      const answer = rules(question.input);
      return { answer, usages: [this.usageOf(task, question, answer, at)] };
    });
  }

  private usageOf<Input, Answer>(
    task: Task<Input, Answer>,
    { key, input }: Question<Input>,
    answer: Answer,
    at: string,
  ): AnswerUsage {
    const { provider, model } = this;
    const text = task.render(input);
    const identity = [provider, model, task.name, task.version, key, text].join('\n');
    return {
      usageId: `mock-${hash('sha256', identity, 'base64url')}`,
      provider,
      model,
      tokens: tokensOf(task.bytesOf?.(input) ?? Buffer.byteLength(text), Buffer.byteLength(JSON.stringify(answer))),
      at,
    };
  }
}

/** Rules know no tokens; four bytes to one is how much a model would about have read and written. */
function tokensOf(input: number, output: number): TokenUsage {
  const tokens = (bytes: number): number => Math.ceil(bytes / 4);
  return {
    input: tokens(input),
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    output: tokens(output),
    reasoning: 0,
  };
}
