import type { TokenUsage } from '@arbiter/contracts';
import { extract } from '@arbiter/promises';
import { Buffer } from 'node:buffer';
import { hash } from 'node:crypto';
import type { Answered, AnswerUsage, Question, Task, TaskName } from '../../language-model.ts';
import { extraction } from '../../tasks/extraction.task.ts';

type Analyser = (input: never) => unknown;

/** The tasks that need no model, and the rules that do them. */
const ANALYSERS: ReadonlyMap<TaskName, Analyser> = new Map<TaskName, Analyser>([[extraction.name, extract]]);

/**
 * Answers by rules: deterministic, on this machine, at $0, in the same form as a model. It invents nothing: what it is
 * not sure of it leaves out or calls ambiguous.
 */
export class MockProvider {
  readonly provider = 'mock';
  readonly model = 'rules';

  /** Whether there are rules for the task. */
  serves(task: TaskName): boolean {
    return ANALYSERS.has(task);
  }

  /** Answers in the order of the questions. */
  answerAll<Input, Answer>(
    task: Task<Input, Answer>,
    questions: readonly Question<Input>[],
  ): readonly Answered<Answer>[] {
    // A task's name stands for its types: the table pairs each with rules that were written for it.
    const analyse = ANALYSERS.get(task.name) as (input: Input) => Answer;
    const at = new Date().toISOString();
    return questions.map((question) => {
      const answer = analyse(question.input);
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
      tokens: tokensOf(text, JSON.stringify(answer)),
      at,
    };
  }
}

/** Rules know no tokens; four bytes to one is how much a model would about have read and written. */
function tokensOf(input: string, output: string): TokenUsage {
  const tokens = (text: string): number => Math.ceil(Buffer.byteLength(text) / 4);
  return {
    input: tokens(input),
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    output: tokens(output),
    reasoning: 0,
  };
}
