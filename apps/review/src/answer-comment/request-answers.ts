import type { CommentAttributed } from '@arbiter/contracts';
import { CodeHosts } from '@arbiter/forge';
import { CONFIG } from '@arbiter/service';
import { currentTraceParent } from '@arbiter/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { Workers } from '../jobs/workers.ts';
import { JobRepository } from '../persistence/job.repository.ts';
import type { ReviewConfig } from '../review.config.ts';
import { jobFor } from './comment-job.ts';

/** Notes which comments may want an answer. */
@Injectable()
export class RequestAnswers {
  constructor(
    private readonly hosts: CodeHosts,
    private readonly jobs: JobRepository,
    private readonly workers: Workers,
    @Inject(CONFIG) private readonly config: ReviewConfig,
  ) {}

  async run(comments: readonly CommentAttributed[]): Promise<void> {
    if (!this.config.ARBITER_FOLLOWUP_ENABLED) return;
    const trace = currentTraceParent();
    const requests = comments
      .filter(({ forge }) => this.hosts.has(forge))
      .flatMap((comment) => jobFor(comment, trace) ?? []);
    if (requests.length === 0) return;
    await this.jobs.request(requests);
    this.workers.wake();
  }
}
