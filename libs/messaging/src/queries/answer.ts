import { DependencyDown } from '@arbiter/service';
import { QueryFailed } from './query-failed.ts';

/** What a query is answered with, on the wire. */
export type Answer =
  | { readonly reply: unknown }
  | {
      readonly error: {
        readonly code: string;
        readonly message: string;
        readonly status: number;
        readonly dependency?: string;
      };
    };

const DEPENDENCY_DOWN = 'dependency-down';

/** An error as it travels. What is not meant for others stays here: it goes to the log. */
export function answerOfError(error: unknown): Answer {
  if (error instanceof QueryFailed) {
    return { error: { code: error.code, message: error.message, status: error.status } };
  }
  if (error instanceof DependencyDown) {
    const { dependency, message } = error;
    return { error: { code: DEPENDENCY_DOWN, message, status: 503, dependency } };
  }
  return { error: { code: 'internal', message: 'The query could not be answered.', status: 500 } };
}

/**
 * The reply in an answer.
 * @throws QueryFailed or DependencyDown, as the answering side threw it
 */
export function replyOf(answer: Answer): unknown {
  if (!('error' in answer)) return answer.reply;
  const { code, message, status, dependency } = answer.error;
  if (code === DEPENDENCY_DOWN) throw new DependencyDown(dependency ?? 'a dependency');
  throw new QueryFailed(code, message, status);
}
