import type { LinkGitEmails, ReplyOf } from '@arbiter/contracts';
import { Injectable } from '@nestjs/common';
import { LinkRepository } from '../persistence/link.repository.ts';
import { type Link, planLinks } from './plan-links.ts';

/**
 * Takes the operator's word for whose an account is: the strongest evidence there is. Saying it again changes nothing.
 * Who was provisional until now becomes another name of that person, and stays on record.
 */
@Injectable()
export class LinkAccounts {
  constructor(private readonly links: LinkRepository) {}

  async run(links: readonly Link[]): Promise<ReplyOf<typeof LinkGitEmails>> {
    const accounts = links.flatMap(({ person, account }) => [...person, account]);
    const { results } = await this.links.change(accounts, (owners) => planLinks(links, owners));
    return { results: [...results] };
  }
}
