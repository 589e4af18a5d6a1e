import { LinkGitEmails, LinkSlackAccounts, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { Claims } from '../accounts/claims.ts';
import { LinkAccounts } from './link-accounts.ts';
import { readGitLinks, readSlackLinks } from './read-links.ts';

/** What the operator says about people's accounts. */
@Controller()
export class LinkAccountsQueries {
  constructor(
    private readonly claims: Claims,
    private readonly linkAccounts: LinkAccounts,
  ) {}

  @Answers(LinkGitEmails)
  async gitEmails(request: RequestOf<typeof LinkGitEmails>): Promise<ReplyOf<typeof LinkGitEmails>> {
    return this.linkAccounts.run(readGitLinks(request, this.claims), request.by);
  }

  @Answers(LinkSlackAccounts)
  async slackAccounts(request: RequestOf<typeof LinkSlackAccounts>): Promise<ReplyOf<typeof LinkSlackAccounts>> {
    return this.linkAccounts.run(readSlackLinks(request, this.claims), request.by);
  }
}
