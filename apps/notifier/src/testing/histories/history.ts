import type { CommitmentAtRisk, Preferences } from '@arbiter/contracts';
import { stableId } from '@arbiter/service';
import { atRisk, broken } from '../../follow-promises/danger.ts';
import { Crash, CrashPoint, CrashingDatabase } from './crash.ts';
import { type Ground, type NotifierUnderTest, startNotifier } from './notifier-under-test.ts';
import { AUTHORS, BOB_MATCHED, FORMERLY_BOB, LEADS, type Somebody } from './people.ts';
import { Random } from './random.ts';
import { type Arrival, SimulatedSlack } from './simulated-slack.ts';
import { type Step, nextStep } from './steps.ts';

/** A promise as it is: `grave` as long as its danger was said to be worth a message, and not taken back. */
interface TruePromise {
  readonly id: string;
  revision: number;
  state: 'open' | 'kept' | 'withdrawn';
  grave: boolean;
}

/** What is true in a history, whatever the notifier makes of it. */
export interface Truth {
  now: Date;
  /** By author and number. */
  readonly promises: Map<string, TruePromise>;
  readonly preferences: Map<string, Preferences>;
  /** Only kind words until then. */
  readonly gentle: Map<string, Date>;
  readonly rests: Map<string, { readonly from: number; readonly until: number }>;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** How long somebody in distress hears only kind words. */
const GENTLE = 14 * DAY;
const MOST_STEPS_TO_A_CRASH = 60;
/** One history in so many is about one late promise alone. */
const HARSH = 6;

/** One history: people, promises, leads, a channel, and a process that ends again and again in the middle of something. */
export class History {
  readonly truth: Truth;
  readonly point = new CrashPoint();
  readonly slack: SimulatedSlack;
  readonly email: SimulatedSlack;
  readonly ground: Ground;
  crashes = 0;
  readonly #random: Random;
  readonly #seed: number;
  #notifier: NotifierUnderTest;

  constructor(seed: number, given: Pick<Ground, 'database' | 'config' | 'shipped'>) {
    this.#seed = seed;
    this.#random = new Random(seed);
    const truth: Truth = {
      now: new Date(Date.parse('2026-06-01T08:00:00Z') + this.#random.between(0, 14 * 24) * HOUR),
      ...{ promises: new Map(), preferences: new Map(), gentle: new Map(), rests: new Map() },
    };
    this.truth = truth;
    const clock = { now: () => truth.now };
    this.slack = new SimulatedSlack('slack', clock, this.point, given.shipped);
    this.email = new SimulatedSlack('email', clock, this.point, given.shipped);
    this.ground = {
      ...given,
      ...{ clock, point: this.point, channels: [this.slack, this.email], published: new Map() },
      database: new CrashingDatabase(given.database, this.point),
    };
    this.#notifier = startNotifier(this.ground);
  }

  get arrivals(): readonly Arrival[] {
    return [...this.slack.arrivals, ...this.email.arrivals];
  }

  async begin(): Promise<void> {
    const scopes = [
      { type: 'team', name: 'core' },
      { type: 'department', name: 'platform' },
    ] as const;
    const leads = [
      { scope: scopes[0], personId: FORMERLY_BOB },
      { scope: scopes[0], personId: LEADS.core[1].id },
      { scope: scopes[1], personId: LEADS.platform[0].id },
    ];
    await this.#notifier.leads.replace(scopes, leads);
    // Identity knows it at any rate; here it is told of in half of the histories.
    if (this.#seed % 2 === 0) await this.#notifier.followPeople.matched([BOB_MATCHED]);
  }

  /** Something happens, and the process may end in the middle of it. */
  async step(): Promise<Step> {
    const harsh = this.#seed % HARSH === 0;
    const step = nextStep(this.#random, this.truth.now.toISOString().slice(0, 10), harsh);
    this.truth.now = new Date(this.truth.now.getTime() + this.#random.between(1, 90) * 1_000);
    if (this.#random.chance(0.4)) this.point.arm(this.#random.between(1, MOST_STEPS_TO_A_CRASH));
    await this.#happen(step);
    this.point.disarm();
    return step;
  }

  /** Nothing more goes wrong, and time passes until everything is said that will be. */
  async end(): Promise<void> {
    this.slack.fates.length = this.email.fates.length = 0;
    this.slack.blindFor = this.email.blindFor = 0;
    for (let hour = 0; hour < 12 * 24; hour += 11) {
      this.truth.now = new Date(this.truth.now.getTime() + 11 * HOUR + 7 * MINUTE);
      await this.#rounds(1);
    }
  }

  async #happen(step: Step): Promise<void> {
    switch (step.kind) {
      case 'danger':
        return this.#endanger(step);
      case 'end':
        return step.end === 'open-again'
          ? this.#openAgain(step.author, step.promise)
          : this.#endPromise(step.author, step.promise, step.end);
      case 'decide':
        return this.#decide(step);
      case 'prefer':
        return this.#prefer(step.who, step.preferences);
      case 'say':
        return this.#say(step.author, step.text);
      case 'rest': {
        const from = this.truth.now.getTime();
        this.truth.rests.set(step.who.id, { from, until: from + step.hours * HOUR });
        this.slack.resting.set(step.who.contact.slackId ?? '', { from, until: from + step.hours * HOUR });
        return;
      }
      case 'fate':
        this.slack.fates.push(...step.fates);
        this.slack.blindFor = step.blindFor;
        return;
      case 'pass':
        this.truth.now = new Date(this.truth.now.getTime() + step.minutes * MINUTE);
        return this.#rounds(step.couriers);
    }
  }

  #promiseOf(author: Somebody, promise: number) {
    const key = `${author.id}/${String(promise)}`;
    const known = this.truth.promises.get(key);
    if (known) return known;
    const fresh = {
      id: stableId('history', String(this.#seed), key),
      revision: 0,
      state: 'open' as const,
      grave: false,
    };
    this.truth.promises.set(key, fresh);
    return fresh;
  }

  async #endanger(step: Extract<Step, { kind: 'danger' }>): Promise<void> {
    const promise = this.#promiseOf(step.author, step.promise);
    // What is over is in no danger; an old message about it may still arrive late.
    const late = promise.state !== 'open';
    if (!late) {
      promise.revision += 1;
      promise.grave = step.level !== 'medium';
    }
    const revision = late ? Math.max(1, promise.revision - 1) : promise.revision;
    const event = eventOf(step, promise.id, revision, this.truth.now);
    const danger = step.broken ? broken(event) : atRisk(event);
    await this.#delivered(() => this.#notifier.followDanger.run([danger]));
  }

  /** What was kept is taken back, or what is open gets a new date. */
  async #openAgain(author: Somebody, number: number): Promise<void> {
    const promise = this.#promiseOf(author, number);
    if (promise.state === 'withdrawn') return;
    Object.assign(promise, { revision: promise.revision + 1, state: 'open', grave: false });
    const danger = { author, what: 'mend the lock', level: 'low', confidence: 1 } as const;
    const event = eventOf(danger, promise.id, promise.revision, this.truth.now);
    await this.#delivered(() => this.#notifier.followDanger.run([atRisk(event)]));
  }

  async #endPromise(author: Somebody, number: number, end: 'kept' | 'withdrawn'): Promise<void> {
    const promise = this.#promiseOf(author, number);
    promise.revision += 1;
    promise.state = end;
    const {
      evidence: _,
      risk: __,
      confidence: ___,
      ...step
    } = eventOf(
      { author, what: 'mend the lock', level: 'high', confidence: 1 },
      promise.id,
      promise.revision,
      this.truth.now,
    );
    const evidence = [{ kind: 'statement' as const, confidence: 1 }];
    await this.#delivered(() =>
      end === 'kept'
        ? this.#notifier.followEnds.kept([{ ...step, evidence }])
        : this.#notifier.followEnds.withdrawn([{ ...step, evidence, reason: 'withdrawn' }]),
    );
  }

  async #decide({ by, rival, decision, text, mistaken }: Extract<Step, { kind: 'decide' }>): Promise<void> {
    const rows = await this.ground.database
      .query<{ readonly id: string }>(
        `select id from intervention where tone is not null and reason <> 'promise-kept'
         order by (state in ('proposed', 'ambiguous')) desc, proposed_at desc limit 3`,
      )
      .catch((error: unknown) => this.#survived(error, []));
    const { id: interventionId } = rows[this.#random.between(0, Math.max(0, rows.length - 1))] ?? {};
    if (interventionId === undefined) return;
    const clicks = [by, ...(rival ? [rival] : [])].map(
      (who) => () =>
        this.#notifier.decide.run({ interventionId, decision, by: who.id, text, mistaken, reason: 'as it is' }),
    );
    const ended = await Promise.allSettled(clicks.map((click) => click()));
    for (const [index, outcome] of ended.entries()) {
      if (outcome.status === 'fulfilled') continue;
      this.#survived(outcome.reason, undefined);
      // Whoever got an error presses again, or lets it be.
      if (this.#random.chance(0.5)) await clicks[index]?.();
    }
  }

  async #prefer(who: Somebody, preferences: Preferences): Promise<void> {
    this.point.disarm();
    this.truth.preferences.set(who.id, { ...this.truth.preferences.get(who.id), ...preferences });
    await this.#notifier.changeWishes.run(who.id, preferences);
  }

  async #say(author: Somebody, text: string): Promise<void> {
    this.point.disarm();
    await this.#notifier.checkIn.run({ personId: author.id, text });
    if (text.includes('cannot cope')) this.truth.gentle.set(author.id, new Date(this.truth.now.getTime() + GENTLE));
  }

  /** An event comes again until its handler is done with it, and sometimes once more. */
  async #delivered(handle: () => Promise<void>): Promise<void> {
    for (let again = true; again;) {
      again = await handle().then(
        () => this.#random.chance(0.15),
        (error: unknown) => this.#survived(error, true),
      );
    }
  }

  /** Replicas go their rounds at the same time; whose process ends is not waited for. */
  async #rounds(replicas: number): Promise<void> {
    const { signal } = new AbortController();
    const others = Array.from({ length: replicas - 1 }, () => startNotifier(this.ground));
    const ended = await Promise.allSettled([this.#notifier, ...others].map(({ rounds }) => rounds.run(signal)));
    for (const outcome of ended) if (outcome.status === 'rejected') this.#survived(outcome.reason, undefined);
  }

  /** After a crash the process starts anew; any other error is a fault of ours. */
  #survived<Value>(error: unknown, value: Value): Value {
    if (!(error instanceof Crash)) throw error;
    this.crashes += 1;
    this.point.disarm();
    this.#notifier = startNotifier(this.ground);
    return value;
  }
}

function eventOf(
  {
    author,
    what,
    level,
    confidence,
  }: Pick<Extract<Step, { kind: 'danger' }>, 'author' | 'what' | 'level' | 'confidence'>,
  commitmentId: string,
  revision: number,
  at: Date,
): CommitmentAtRisk {
  // Bob's older promises were made under his former id.
  const id = author === AUTHORS[1] && commitmentId < '8' ? FORMERLY_BOB : author.id;
  return {
    ...{ commitmentId, revision, what, confidence, quote: `I will ${what}`, deadline: null, evidence: [] },
    source: { kind: 'message', messageId: commitmentId },
    person: { id, kind: 'human', standing: 'known', team: author.team, department: author.department },
    at: at.toISOString(),
    risk: { level, score: 0.9 },
  };
}
