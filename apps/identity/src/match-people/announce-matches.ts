import { AuditRecordedEvent, type PersonMatched, PersonMatchedEvent, PersonPartedEvent } from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { Recurring } from '@arbiter/service';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { MatchRepository, type Untold } from '../persistence/match.repository.ts';
import { auditOf } from './audit-matches.ts';

const EVERY = 1_000;
const AT_ONCE = 500;

/**
 * Publishes who turned out to be who, and who did not after all, and accounts for it in the audit log. What is published and not yet marked is published again,
 * as the same event.
 */
@Injectable()
export class AnnounceMatches implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #recurring = new Recurring('matches', EVERY, () => this.run());

  constructor(
    private readonly matches: MatchRepository,
    private readonly events: Events,
  ) {}

  onApplicationBootstrap(): void {
    this.#recurring.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#recurring.end();
  }

  async run(): Promise<void> {
    for (;;) {
      const untold = await this.matches.untold(AT_ONCE);
      const unmatched = untold.filter(({ matchedTold }) => !matchedTold);
      await this.events.publishAll(
        PersonMatchedEvent,
        unmatched.map((match) => eventOf(match, match.matchedAt)),
      );
      const parted = untold.flatMap((match) => (match.partedAt ? [eventOf(match, match.partedAt)] : []));
      await this.events.publishAll(PersonPartedEvent, parted);
      await this.events.publishAll(AuditRecordedEvent, auditOf(untold));
      if (untold.length > 0) await this.matches.markTold(untold);
      if (untold.length < AT_ONCE) return;
    }
  }
}

const eventOf = ({ matchId, personId, intoId, evidence }: Untold, at: Date): PersonMatched => ({
  matchId,
  personId,
  intoId,
  evidence,
  at: at.toISOString(),
});
