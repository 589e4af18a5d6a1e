import type { TaskName } from './language-model.ts';

/** No configured provider can do the task. It is the configuration's fault: asking again does not help. */
export class TaskNotServed extends Error {
  readonly code = 'task-not-served';
  readonly task: TaskName;

  constructor(provider: string, task: TaskName) {
    super(`The provider ${provider} does not do the task ${task}.`);
    this.name = 'TaskNotServed';
    this.task = task;
  }
}
