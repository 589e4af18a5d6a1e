import type { MergePeople, PartPerson, RejectCandidate, ReplyOf, RequestOf } from '@arbiter/contracts';
import { Injectable } from '@nestjs/common';
import { ownPersonOf } from '../accounts/account.ts';
import { CannotMatch, NotMatched, UnknownPerson } from '../identity.errors.ts';
import { LinkRepository } from '../persistence/link.repository.ts';
import { MatchRepository } from '../persistence/match.repository.ts';
import { AnnounceMatches } from './announce-matches.ts';
import { type Outcome, planMatches, type Wish } from './plan-matches.ts';
import { operatorSays, type Word } from './word.ts';

/** Says that people are one, and takes it back. */
@Injectable()
export class MatchPeople {
  constructor(
    private readonly matches: MatchRepository,
    private readonly links: LinkRepository,
    private readonly announce: AnnounceMatches,
  ) {}

  /** Makes the matches that may be made; the outcomes are in the order of the wishes. */
  async run(wishes: readonly Wish[], word: Word): Promise<readonly Outcome[]> {
    if (wishes.length === 0) return [];
    const people = wishes.flatMap(({ personId, intoId }) => [personId, intoId]);
    const outcomes = await this.matches.change(people, word, (forest) => planMatches(wishes, forest));
    await this.announce.run();
    return outcomes;
  }

  /**
   * The operator says that one person is another. Saying it again changes nothing.
   * @throws CannotMatch, UnknownPerson
   */
  async merge({ personId, intoId, confirm, by }: RequestOf<typeof MergePeople>): Promise<ReplyOf<typeof MergePeople>> {
    const wish = { personId, intoId, evidence: 'directory', confirmed: confirm } as const;
    const [outcome = 'unknown-person'] = await this.run([wish], operatorSays(by));
    if (outcome === 'unknown-person') throw new UnknownPerson();
    if (outcome !== 'matched' && outcome !== 'already-one') throw new CannotMatch(outcome);
    return { changed: outcome === 'matched' };
  }

  /**
   * Takes back that somebody counts as another. What made them one goes with it: an account that was given to the other,
   * and the suggestion.
   * @throws NotMatched
   */
  async part({ personId, by }: RequestOf<typeof PartPerson>): Promise<ReplyOf<typeof PartPerson>> {
    const word = operatorSays(by);
    const match = await this.matches.change([personId], word, (forest) => forest.matchOf(personId));
    if (!match) throw new NotMatched();
    // Before the match: whatever ends this in between, it can be said again.
    await this.matches.reject(personId, match.intoId);
    const given = await this.matches.accountsGivenTo(match.intoId);
    await this.links.giveBack(
      given.filter((account) => ownPersonOf(account) === personId),
      word,
    );
    await this.matches.change([personId], word, (forest) => {
      forest.part(personId);
    });
    await this.announce.run();
    return { fromId: match.intoId };
  }

  /** @throws UnknownPerson */
  async reject({ personId, candidateId }: RequestOf<typeof RejectCandidate>): Promise<ReplyOf<typeof RejectCandidate>> {
    if (!(await this.matches.reject(personId, candidateId))) throw new UnknownPerson();
    return {};
  }
}
