import type { Configuration } from '@arbiter/reviewing';
import { Injectable } from '@nestjs/common';
import { FindingRepository, type RuleRecord } from '../persistence/finding.repository.ts';
import { IgnoredRuleRepository } from '../persistence/ignored-rule.repository.ts';
import type { ChangeJob } from './change-job.ts';

/** So many dismissals, and so large a part of all that people decided, and a rule is not posted there any more. */
const DISMISSALS = 3;
const SHARE = 0.8;

type Place = Pick<ChangeJob, 'forge' | 'repository'>;

/** Whether a repository keeps waving a rule off. */
export const isMuted = ({ dismissed, welcomed }: RuleRecord): boolean =>
  dismissed >= DISMISSALS && dismissed / (dismissed + welcomed) >= SHARE;

/**
 * Takes what people made of earlier findings into the next review of their repository: a kind of finding that is dismissed
 * again and again is left out. The summary says so, and a thumb up, or a mended one, brings it back.
 */
@Injectable()
export class MuteRules {
  constructor(
    private readonly findings: FindingRepository,
    private readonly ignoredRules: IgnoredRuleRepository,
  ) {}

  async run(job: Place, configuration: Configuration): Promise<Configuration> {
    return { ...configuration, ignore: [...configuration.ignore, ...(await this.learned(job))] };
  }

  /** The rules that are left out because people said so, one by one or once for all. */
  async learned(job: Place): Promise<readonly string[]> {
    const [rules, ignored] = await Promise.all([
      this.findings.rulesOf(job.forge, job.repository.id),
      this.ignoredRules.of(job),
    ]);
    return [...new Set([...rules.filter(isMuted).map(({ ruleId }) => ruleId), ...ignored])];
  }
}
