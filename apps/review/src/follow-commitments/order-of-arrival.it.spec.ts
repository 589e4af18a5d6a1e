import type { CommitsAttributed, PersonMatched, PersonRef } from '@arbiter/contracts';
import { eventOfPush, Outside } from '@arbiter/messaging/testing';
import { Database, migrate } from '@arbiter/persistence';
import { loadConfig, stableId } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type Servers, startServers } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { hash } from 'node:crypto';
import { AnalyzeCommits } from '../analyze-commits/analyze-commits.ts';
import { FollowPeople } from '../follow-people/follow-people.ts';
import { schema } from '../persistence/schema.ts';
import { reviewConfig } from '../review.config.ts';
import { ReviewModule } from '../review.module.ts';
import { ADA, place } from '../testing/promises.ts';
import { Clock } from './clock.ts';

/** Ada under another id, which identity recognises in some histories. */
const ADA_AT_HOME: PersonRef = { id: stableId('ada at home'), kind: 'human', standing: 'provisional' };

type Fact = { readonly commit: CommitsAttributed } | { readonly match: PersonMatched; readonly parted: boolean };

/** Numbers that look random and are the same every time. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** A history of a few days: promises, the same again, work, reverts of it and reverts of those, and who is one with whom. */
function historyOf(seed: number): Fact[] {
  const random = numbers(seed);
  const pick = <One>(choices: readonly One[]): One => choices[Math.floor(random.next().value * choices.length)] as One;
  const shas: string[] = [];
  const facts: Fact[] = [];
  for (let index = 0; index < 8; index++) {
    const sha = hash('sha1', `${String(seed)}/${String(index)}`);
    const before = shas.length === 0 ? '' : pick(shas);
    const text = pick([
      "Cut a corner\n\nI'll rewrite the date parser of log files.",
      "Cut a corner again\n\nI'll rewrite the date parser of log files.",
      'Rewrite the date parser of log files',
      `Rewrite date parsing\n\nFollow-up to ${before.slice(0, 9)}`,
      `Revert "something"\n\nThis reverts commit ${before}.`,
      `Revert "something"\n\nThis reverts commit ${before}.`,
    ]).replace(/This reverts commit \.|Follow-up to $/, '');
    // Some are written at the very same second.
    const authoredAt = `2026-11-16T1${String(pick([0, 1, 2, 3, 4, 5]))}:00:00Z`;
    const attribution = { author: pick([ADA, ADA, ADA_AT_HOME]), coAuthors: [] };
    shas.push(sha);
    facts.push({
      commit: eventOfPush({
        push: { deliveryId: stableId(sha), ...place, ref: 'refs/heads/topic', part: 0 },
        commits: [{ sha, message: { text }, authoredAt, attribution }],
      }),
    });
  }
  const match: PersonMatched = {
    matchId: stableId('match', String(seed)),
    personId: ADA_AT_HOME.id,
    intoId: ADA.id,
    evidence: 'directory',
    at: '2026-11-17T10:00:00Z',
  };
  const told = pick([[], [false], [false, true]]);
  return [...facts, ...told.map((parted) => ({ match, parted }))];
}

function shuffled<One>(items: readonly One[], seed: number): One[] {
  const random = numbers(seed);
  return items
    .map((item) => ({ item, at: random.next().value }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

describe('the order in which things become known', () => {
  let servers: Servers;
  let outside: Outside;
  let app: INestApplication;
  let database: Database;

  beforeAll(async () => {
    servers = await startServers();
    const config = loadConfig(reviewConfig, {
      ARBITER_DATABASE_URL: servers.databaseUrl,
      ARBITER_NATS_URL: servers.natsUrl,
    });
    [outside] = await Promise.all([Outside.of(servers.natsUrl), migrate(schema, config)]);
    app = await createService({ name: 'review', module: ReviewModule, config: reviewConfig }, config);
    database = app.get(Database, { strict: false });
    Object.assign(app.get(Clock, { strict: false }), { now: () => new Date('2026-11-17T12:00:00Z') });
  });

  afterAll(async () => {
    await app.close();
    await outside.close();
    await servers.close();
  });

  const outcomeOf = async (facts: readonly Fact[]): Promise<unknown> => {
    for (const table of ['work', 'commitment', 'analysis', 'person_match', 'one_person']) {
      await database.query(`delete from ${table}`);
    }
    for (const fact of facts) {
      await ('commit' in fact
        ? app.get(AnalyzeCommits, { strict: false }).run([fact.commit])
        : app.get(FollowPeople, { strict: false }).run([fact.match], { parted: fact.parted }));
    }
    return database.query('select id, state, kept_by from commitment_life order by id');
  };

  it('leaves no trace in where promises stand and what shows it', async () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 15; seed++) {
      const facts = historyOf(seed);
      const inOrder = await outcomeOf(facts);
      for (const { state } of inOrder as { state: string }[]) seen.add(state);
      for (const other of [1, 2]) {
        const outcome = await outcomeOf(shuffled(facts, seed * 10 + other));
        expect({ seed, outcome }).toEqual({ seed, outcome: inOrder });
      }
    }
    expect([...seen].toSorted()).toEqual(['kept', 'open', 'superseded']);
  }, 180_000);
});
