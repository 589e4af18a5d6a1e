import type { ChangeAttributed } from '@arbiter/contracts';
import { CodeHosts } from '@arbiter/forge';
import { Injectable } from '@nestjs/common';
import { currentTraceParent } from '@arbiter/telemetry';
import { Workers } from '../jobs/workers.ts';
import { JobRepository } from '../persistence/job.repository.ts';
import { jobFor } from './change-job.ts';

/** Notes which changes are to be reviewed; the workers do it, so that no message waits for a model. */
@Injectable()
export class RequestReviews {
  constructor(
    private readonly hosts: CodeHosts,
    private readonly jobs: JobRepository,
    private readonly workers: Workers,
  ) {}

  /** Changes of a forge that we have no credentials for are passed over: nothing of them could be read. */
  async run(changes: readonly ChangeAttributed[]): Promise<void> {
    const trace = currentTraceParent();
    const requests = changes
      .filter(({ forge }) => this.hosts.has(forge))
      .flatMap((change) => jobFor(change, trace) ?? []);
    if (requests.length === 0) return;
    await this.jobs.request(requests);
    this.workers.wake();
  }
}
