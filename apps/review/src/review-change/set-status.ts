import type { Change, CodeHost, StatusState } from '@arbiter/forge';
import { type Configuration, type ReviewOutcome, SEVERITIES, type Verdict } from '@arbiter/reviewing';
import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import type { SaidFinding } from '../persistence/finding.repository.ts';
import type { ReviewConfig } from '../review.config.ts';

/** The commit whose status is meant. */
type Head = Pick<Change, 'repository' | 'headSha'>;

/** Says on the head what the review has come to, where the operator wants it (`ARBITER_UPDATE_STATUS`). */
@Injectable()
export class SetStatus {
  constructor(@Inject(CONFIG) private readonly config: ReviewConfig) {}

  pending(host: CodeHost, change: Head): Promise<void> {
    return this.#set(host, change, 'pending', 'The review is under way.');
  }

  /** It did not come to an end, and will be tried again by itself: that is neither success nor a verdict. */
  waiting(host: CodeHost, change: Head, { description }: Verdict): Promise<void> {
    return this.#set(host, change, 'pending', description);
  }

  run(host: CodeHost, change: Head, { status, description }: Verdict, summary?: string): Promise<void> {
    return this.#set(host, change, status, description, summary);
  }

  async #set(host: CodeHost, change: Head, state: StatusState, description: string, summary?: string): Promise<void> {
    if (!this.config.ARBITER_UPDATE_STATUS) return;
    await host.setStatus(change.repository, change.headSha, {
      state,
      context: this.config.ARBITER_STATUS_CHECK_CONTEXT,
      description,
      ...(summary !== undefined && { summary }),
    });
  }
}

/** What was said before and still stands blocks as it did when it was said. */
export function withStanding(
  { verdict }: ReviewOutcome,
  findings: readonly SaidFinding[],
  { failOn }: Pick<Configuration, 'failOn'>,
): Verdict {
  if (failOn === 'never' || verdict.status === 'error') return verdict;
  const least = SEVERITIES.indexOf(failOn);
  const blocking = findings.filter(({ fate, severity }) => fate === 'open' && SEVERITIES.indexOf(severity) >= least);
  if (blocking.length === 0) return verdict;
  const description = `${String(blocking.length)} open finding${blocking.length === 1 ? '' : 's'} of weight ${failOn} or more.`;
  return { status: 'failure', reason: 'findings', description };
}
