import type { AttributedPush } from '@arbiter/contracts';
import { CodeHosts } from '@arbiter/forge';
import { currentTraceParent } from '@arbiter/telemetry';
import { Injectable } from '@nestjs/common';
import { Workers } from '../jobs/workers.ts';
import { JobRepository } from '../persistence/job.repository.ts';
import { jobFor } from './push-job.ts';
import { PushWishes } from './push-wishes.ts';

/** Notes which pushes may have to be reviewed. No forge is asked here: a commit's journey does not wait for one. */
@Injectable()
export class RequestPushReviews {
  constructor(
    private readonly hosts: CodeHosts,
    private readonly wishes: PushWishes,
    private readonly jobs: JobRepository,
    private readonly workers: Workers,
  ) {}

  /** Pushes to a forge without credentials, and to repositories that are known not to want it, are passed over. */
  async run(pushes: readonly AttributedPush[]): Promise<void> {
    const trace = currentTraceParent();
    const requests = pushes
      .filter(({ push }) => push.move && this.hosts.has(push.forge) && !this.wishes.isUnwanted(push))
      .flatMap((push) => jobFor(push, trace) ?? []);
    if (requests.length === 0) return;
    await this.jobs.request(requests);
    this.workers.wake();
  }
}
