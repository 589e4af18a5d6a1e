import type { LinkGitEmails, ReplyOf } from '@arbiter/contracts';
import { Injectable } from '@nestjs/common';
import { LinkRepository } from '../persistence/link.repository.ts';
import { operatorSays } from '../match-people/word.ts';
import { type Link, planLinks } from './plan-links.ts';

/**
 * Takes the operator's word for whose an account is: the strongest evidence there is. Saying it again changes nothing.
 * Who was provisional until now becomes another name of that person, and stays on record.
 */
@Injectable()
export class LinkAccounts {
  constructor(private readonly links: LinkRepository) {}

  /** @param by fingerprint of the operator's key */
  async run(links: readonly Link[], by?: string): Promise<ReplyOf<typeof LinkGitEmails>> {
    const accounts = links.flatMap(({ person, account }) => [...person, account]);
    const { results } = await this.links.change(
      accounts,
      (owners) => planLinks(links, owners),
      'operator',
      operatorSays(by),
    );
    return { results: [...results] };
  }
}
