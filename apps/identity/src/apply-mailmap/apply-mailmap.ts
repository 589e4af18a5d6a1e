import { Mailmap, textOf } from '@arbiter/authorship';
import type { ApplyMailmap as Query, ReplyOf, RequestOf } from '@arbiter/contracts';
import { Injectable } from '@nestjs/common';
import { hash } from 'node:crypto';
import { type Account, keyOf } from '../accounts/account.ts';
import { Claims } from '../accounts/claims.ts';
import { MatchPeople } from '../match-people/match-people.ts';
import { mailmapSays } from '../match-people/word.ts';
import type { Outcome } from '../match-people/plan-matches.ts';
import { AccountRepository } from '../persistence/account.repository.ts';
import { MailmapRepository } from '../persistence/mailmap.repository.ts';
import { Mailmaps } from './mailmaps.ts';

/**
 * Takes a repository's `.mailmap` as it is now. It counts for the commits of this repository that are still to come; and
 * whoever was met before under two addresses of which it says that they are one, is one person. What it says of an address
 * only together with a name is no word about the address: several people share it.
 */
@Injectable()
export class ApplyMailmap {
  constructor(
    private readonly repository: MailmapRepository,
    private readonly mailmaps: Mailmaps,
    private readonly claims: Claims,
    private readonly accounts: AccountRepository,
    private readonly matchPeople: MatchPeople,
  ) {}

  async run({ forge, repositoryId, mailmap, by }: RequestOf<typeof Query>): Promise<ReplyOf<typeof Query>> {
    const body = Buffer.from(mailmap, 'base64');
    if (body.length === 0) await this.repository.remove({ forge, repositoryId });
    else await this.repository.put({ forge, repositoryId }, body, hash('sha256', body));
    this.mailmaps.forget();
    const pairs = this.#pairs(new Mailmap(body.toString('latin1')));
    const known = new Map((await this.accounts.find(pairs.flat())).map((owned) => [keyOf(owned), owned.person.id]));
    const wishes = pairs.flatMap(([commit, proper]) => {
      const [personId, intoId] = [known.get(keyOf(commit)), known.get(keyOf(proper))];
      return personId === undefined || intoId === undefined ? [] : [{ personId, intoId, evidence: 'mailmap' } as const];
    });
    const outcomes = await this.matchPeople.run(wishes, mailmapSays(by));
    return {
      pairs: pairs.length,
      matched: outcomes.filter((outcome) => outcome === 'matched').length,
      left: left(outcomes),
    };
  }

  #pairs(mailmap: Mailmap): readonly (readonly [commit: Account, proper: Account])[] {
    return mailmap.addresses.flatMap(([commit, proper]) => {
      const [one, other] = [
        this.claims.ofEmail(textOf(commit)).canonical,
        this.claims.ofEmail(textOf(proper)).canonical,
      ];
      return one && other ? [[one, other] as const] : [];
    });
  }
}

function left(outcomes: readonly Outcome[]): Record<string, number> {
  const waiting = outcomes.filter((outcome) => outcome !== 'matched' && outcome !== 'already-one');
  return Object.fromEntries([...Map.groupBy(waiting, (outcome) => outcome)].map(([why, some]) => [why, some.length]));
}
