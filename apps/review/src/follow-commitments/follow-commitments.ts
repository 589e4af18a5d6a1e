import type { JourneyKey } from '@arbiter/contracts';
import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import { CommitmentRepository } from '../persistence/commitment.repository.ts';
import { LifeRepository } from '../persistence/life.repository.ts';
import { OnePersonRepository } from '../persistence/one-person.repository.ts';
import { WorkRepository } from '../persistence/work.repository.ts';
import type { ReviewConfig } from '../review.config.ts';
import { AnnounceSteps } from './announce-steps.ts';
import { Clock } from './clock.ts';
import { isEnough } from './evidence.ts';
import type { Life } from './life.ts';
import { patienceOf } from './patience.ts';
import { type Seen, besideOf, lifeOf, workOf } from './seen.ts';
import { SettlePromises } from './settle-promises.ts';
import { saysAgain } from './supersede.ts';
import type { Work } from './work.ts';

/**
 * Follows promises through what is written and done later. Which of the two becomes known first does not matter: whatever is
 * new, the promises that it may concern are settled by all that is known.
 */
@Injectable()
export class FollowCommitments {
  constructor(
    private readonly commitments: CommitmentRepository,
    private readonly lives: LifeRepository,
    private readonly works: WorkRepository,
    private readonly people: OnePersonRepository,
    private readonly settle: SettlePromises,
    private readonly announce: AnnounceSteps,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ReviewConfig,
  ) {}

  /** Takes note of texts that were read; tells which promises they keep, open again, or take the place of. */
  async run(seen: readonly Seen[]): Promise<void> {
    const works = seen.flatMap((one) => workOf(one) ?? []);
    await this.works.add(works);
    const begun = await this.begin(seen);
    await this.settleAll([
      ...new Set([...begun, ...(await this.repeatedBy(begun)), ...(await this.concernedBy(works))]),
    ]);
  }

  /** More became known of work that was taken note of before: what it takes out of the code. */
  async again(journey: JourneyKey): Promise<void> {
    await this.settleAll(await this.concernedBy(await this.works.find([journey])));
  }

  private async settleAll(concerned: readonly string[]): Promise<void> {
    if (concerned.length === 0) return;
    await this.settle.run(concerned);
    await this.announce.run(concerned);
  }

  /** Begins the lives of the promises in the texts; answers all of them, also those that had begun before. */
  private async begin(seen: readonly Seen[]): Promise<string[]> {
    const texts = new Map(seen.flatMap((one) => one.analysis.commitmentIds.map((id) => [id, one] as const)));
    const made = await this.commitments.find([...texts.keys()]);
    const [now, patience] = [this.clock.now(), patienceOf(this.config)];
    await this.lives.begin(
      made.flatMap((one) => {
        const text = texts.get(one.commitmentId);
        return text ? [lifeOf(one, besideOf(text), now, patience)] : [];
      }),
    );
    return made.map(({ commitmentId }) => commitmentId);
  }

  /** Earlier promises that these say again. */
  private async repeatedBy(begun: readonly string[]): Promise<string[]> {
    const fresh = await this.lives.find(begun);
    const others = await this.lives.besides(fresh);
    return others.filter((earlier) => fresh.some((later) => saysAgain(earlier, later))).map(({ id }) => id);
  }

  /** Promises that the works may keep; what they take back may keep them again, or no more. */
  private async concernedBy(works: readonly Work[]): Promise<string[]> {
    if (works.length === 0) return [];
    const all = await this.works.withRemovedDebt([...works, ...(await this.works.revertedBy(works))]);
    const lives = await this.lives.within(all);
    if (lives.length === 0) return [];
    const asOne = await this.people.asOne([...new Set(all.flatMap(({ personId }) => personId ?? []))]);
    const done = all.map((work) => ({ ...work, personId: asOne.get(work.personId ?? '') ?? work.personId }));
    const nearTo = nearness(done);
    const journeys = new Set(done.map(({ journey }) => journey));
    return lives
      .filter((life) => journeys.has(life.keptBy?.journey ?? '') || nearTo(life).some((work) => isEnough(life, work)))
      .map(({ id }) => id);
  }
}

/** Tells of a promise which of the works can have to do with it: its own person's, and those that name what it is about. */
function nearness(works: readonly Work[]): (life: Life) => readonly Work[] {
  const byPerson = Map.groupBy(works, ({ personId }) => personId);
  const byRef = Map.groupBy(
    works.flatMap((work) => [...work.closes, ...work.mentions].map((ref) => ({ ref, work }))),
    ({ ref }) => ref,
  );
  const mending = works.filter(({ removedDebt }) => removedDebt.length > 0);
  return ({ owner, places, names }) => [
    ...(owner === null ? [] : (byPerson.get(owner) ?? [])),
    ...[...places, ...names].flatMap((ref) => byRef.get(ref) ?? []).map(({ work }) => work),
    ...mending,
  ];
}
