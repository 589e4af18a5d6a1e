import { LinkAccount, type ReplyOf, type RequestOf, UnlinkAccount } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import type { Account } from '../accounts/account.ts';
import { Claims } from '../accounts/claims.ts';
import { NotAnAddress, UnknownPerson } from '../identity.errors.ts';
import { AccountRepository } from '../persistence/account.repository.ts';
import { LinkRepository } from '../persistence/link.repository.ts';
import { operatorSays } from '../match-people/word.ts';
import { planLinks } from './plan-links.ts';

/** Whose a single account is, by the person's id. */
@Controller()
export class LinkOneQueries {
  constructor(
    private readonly claims: Claims,
    private readonly links: LinkRepository,
    private readonly accounts: AccountRepository,
  ) {}

  @Answers(LinkAccount)
  async link({ personId, account, by }: RequestOf<typeof LinkAccount>): Promise<ReplyOf<typeof LinkAccount>> {
    const known = this.#read(account);
    if (!(await this.accounts.knows(personId))) throw new UnknownPerson();
    const { results } = await this.links.change(
      [known],
      (owners) => planLinks([{ personId, person: [known], account: known }], owners),
      'operator',
      operatorSays(by),
    );
    return { changed: results[0]?.created === true };
  }

  @Answers(UnlinkAccount)
  async unlink({ account, by }: RequestOf<typeof UnlinkAccount>): Promise<ReplyOf<typeof UnlinkAccount>> {
    return { changed: (await this.links.giveBack([this.#read(account)], operatorSays(by))) > 0 };
  }

  /** An account in the form in which it is kept. @throws NotAnAddress */
  #read({ kind, value }: RequestOf<typeof UnlinkAccount>['account']): Account {
    if (kind !== 'email') return { kind, value: value.trim().normalize('NFC') };
    const [account] = this.claims.ofEmail(value).accounts;
    if (!account) throw new NotAnAddress(0);
    return account;
  }
}
