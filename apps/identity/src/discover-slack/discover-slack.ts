import { Recurring } from '@arbiter/service';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { keyOf } from '../accounts/account.ts';
import { Claims } from '../accounts/claims.ts';
import { directorySays } from '../match-people/word.ts';
import { AccountRepository } from '../persistence/account.repository.ts';
import { LinkRepository } from '../persistence/link.repository.ts';
import { planLinks } from '../link-accounts/plan-links.ts';
import { SlackDirectory, type SlackMember } from './slack-directory.ts';

const EVERY = 6 * 60 * 60_000;
const AT_ONCE = 500;

/**
 * Finds out who people are in Slack, by their addresses: everybody now and then, and somebody at the moment at which there
 * is something to say to them. A Slack account that somebody gave to a person stays where it is.
 */
@Injectable()
export class DiscoverSlack implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #recurring = new Recurring('slack-directory', EVERY, () => this.runAll());

  constructor(
    private readonly slack: SlackDirectory,
    private readonly claims: Claims,
    private readonly accounts: AccountRepository,
    private readonly links: LinkRepository,
  ) {}

  onApplicationBootstrap(): void {
    if (this.slack.isConfigured) this.#recurring.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#recurring.end();
  }

  /** The Slack id of a person whose address is known; undefined if it cannot be had now. */
  async runOne(email: string): Promise<string | undefined> {
    const id = await this.slack.lookup(email);
    if (id === undefined) return undefined;
    return (await this.#link([{ id, email }])) > 0 ? id : undefined;
  }

  /** Everybody whose address is known here. */
  async runAll(): Promise<void> {
    const members = (await this.slack.list()) ?? [];
    for (let start = 0; start < members.length; start += AT_ONCE)
      await this.#link(members.slice(start, start + AT_ONCE));
  }

  /** @returns how many of them are somebody's who is known */
  async #link(members: readonly SlackMember[]): Promise<number> {
    const read = members.flatMap(({ id, email }) => {
      const address = this.claims.ofEmail(email).canonical;
      return address ? [{ address, slack: { kind: 'slack', value: id } as const }] : [];
    });
    const known = new Map(
      (await this.accounts.find(read.map(({ address }) => address))).map((owned) => [keyOf(owned), owned.person]),
    );
    const links = read.flatMap(({ address, slack }) => {
      const person = known.get(keyOf(address));
      return person?.kind === 'human' ? [{ personId: person.id, person: [slack] as const, account: slack }] : [];
    });
    const slacks = links.map(({ account }) => account);
    const planned = await this.links.change(
      slacks,
      (owners) =>
        planLinks(
          links.filter(({ personId, account }) => (owners.get(keyOf(account)) ?? personId) === personId),
          owners,
        ),
      'slack',
      directorySays('slack'),
    );
    return planned.results.length;
  }
}
