import { logger } from '@arbiter/telemetry';
import { Injectable } from '@nestjs/common';
import type { Judgement } from '../accept-delivery/incoming.ts';
import { JudgePool } from '../accept-delivery/judge-pool.ts';
import { QuarantineRepository } from '../persistence/quarantine.repository.ts';

/**
 * Judges a delivery in quarantine anew, as if it came now: a later version may understand what an earlier one did not. What is
 * accepted is relayed from the table within seconds, like everything that waits there.
 */
@Injectable()
export class ReleaseDelivery {
  constructor(
    private readonly judges: JudgePool,
    private readonly quarantine: QuarantineRepository,
  ) {}

  /** Answers what it is judged to be now; undefined where it is not in quarantine. */
  async run(id: string): Promise<Judgement | undefined> {
    const held = await this.quarantine.find(id);
    if (held === undefined) return undefined;
    const judgement = await this.judges.judge(held);
    if (!(await this.quarantine.judged(id, judgement))) return undefined;
    if (judgement.status !== 'quarantined') {
      logger('quarantine').info({ delivery: id, status: judgement.status }, 'a delivery has left quarantine');
    }
    return judgement;
  }
}
