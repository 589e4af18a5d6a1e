import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

/** A repository, as the forge knows it. */
interface Repository {
  readonly forge: string;
  readonly repository: { readonly id: string };
}

/** The rules that people of a repository do not want to hear of. */
@Injectable()
export class IgnoredRuleRepository {
  constructor(private readonly database: Database) {}

  async of({ forge, repository }: Repository): Promise<readonly string[]> {
    const rows = await this.database.query<{ readonly rule_id: string }>(
      'select rule_id from ignored_rule where forge = $1 and repository_id = $2 order by rule_id',
      [forge, repository.id],
    );
    return rows.map(({ rule_id }) => rule_id);
  }

  async ignore({ forge, repository }: Repository, ruleId: string): Promise<void> {
    await this.database.query(
      'insert into ignored_rule (forge, repository_id, rule_id) values ($1, $2, $3) on conflict do nothing',
      [forge, repository.id, ruleId],
    );
  }

  /** The rule is wanted again: neither the command nor earlier dismissals keep it away. */
  async want({ forge, repository }: Repository, ruleId: string): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const rule = [forge, repository.id, ruleId];
      await transaction.query(
        'delete from ignored_rule where forge = $1 and repository_id = $2 and rule_id = $3',
        rule,
      );
      await transaction.query(
        `update finding set fate = 'resolved'
         where forge = $1 and repository_id = $2 and rule_id = $3 and fate = 'dismissed'`,
        rule,
      );
    });
  }
}
