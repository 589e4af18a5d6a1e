import {
  type CommitmentAtRisk,
  CommitmentAtRiskEvent,
  type CommitmentKept,
  CommitmentKeptEvent,
  type CommitmentMade,
  CommitmentMadeEvent,
  type InboxItem,
  ListInbox,
  type QueryDefinition,
  type ReplyOf,
} from '@arbiter/contracts';
import { Broker, Queries } from '@arbiter/messaging';
import { Outside, until } from '@arbiter/messaging/testing';
import { Database, migrate } from '@arbiter/persistence';
import { loadConfig, stableId } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type Servers, startServers } from '@arbiter/testing';
import type { INestApplication } from '@nestjs/common';
import { notifierConfig } from '../notifier.config.ts';
import { Clock } from '../clock.ts';
import { Rounds } from '../deliver/rounds.ts';
import { NotifierModule } from '../notifier.module.ts';
import { schema } from '../persistence/schema.ts';
import { Directory, runDirectory } from './directory.ts';

/** Tests share their machine with others. */
const PATIENT = { timeoutMs: 20_000 };

export const repository = { id: '1296269', name: 'octo/hello' };
export const person = { id: stableId('somebody'), kind: 'human', standing: 'known' } as const;

/** A promise in a commit, told apart by its name. */
export function promise(name: string, over: Partial<CommitmentMade> = {}): CommitmentMade {
  const quote = `I will mend ${name} by Friday`;
  return {
    commitmentId: stableId('commitment', name),
    source: {
      kind: 'commit',
      forge: 'github',
      repository,
      sha: Buffer.from(name.padEnd(20, '.')).toString('hex').slice(0, 40),
    },
    person,
    span: { start: 0, end: quote.length },
    quote,
    what: `mend ${name}`,
    deadline: { text: 'by Friday', at: '2026-08-07T17:00:00+02:00', granularity: 'day' },
    confidence: 0.9,
    ambiguous: false,
    madeAt: '2026-08-03T10:00:00+02:00',
    ...over,
  };
}

/** The same promise in danger. */
export function danger(name: string, over: Partial<CommitmentAtRisk> = {}): CommitmentAtRisk {
  const { commitmentId, source, quote, what, deadline } = promise(name);
  const at = '2026-08-06T10:00:00Z';
  const risk = { level: 'high', score: 0.8 } as const;
  return {
    commitmentId,
    source,
    person,
    revision: 1,
    quote,
    what,
    deadline,
    at,
    risk,
    confidence: 0.9,
    evidence: [],
    ...over,
  };
}

/** The same promise kept. */
export function kept(name: string, over: Partial<CommitmentKept> = {}): CommitmentKept {
  const { risk: _, confidence: __, ...step } = danger(name);
  return { ...step, revision: 9, evidence: [{ kind: 'statement', confidence: 0.9 }], ...over };
}

/** The notifier with a broker, a database and a directory of its own. */
export class NotifierWorld {
  readonly #servers: Servers;
  readonly #environment: Readonly<Record<string, string>>;
  readonly outside: Outside;
  readonly directory = new Directory();
  #neighbour: INestApplication | undefined;
  #app: INestApplication | undefined;
  #now: Date | undefined;

  private constructor(servers: Servers, outside: Outside, environment: Readonly<Record<string, string>>) {
    this.#servers = servers;
    this.outside = outside;
    this.#environment = environment;
  }

  static async start(environment: Readonly<Record<string, string>> = {}): Promise<NotifierWorld> {
    const servers = await startServers();
    const addresses = { ARBITER_DATABASE_URL: servers.databaseUrl, ARBITER_NATS_URL: servers.natsUrl };
    const [outside] = await Promise.all([
      Outside.of(servers.natsUrl),
      migrate(schema, loadConfig(notifierConfig, addresses)),
    ]);
    const world = new NotifierWorld(servers, outside, { ...addresses, ...environment });
    world.#neighbour = await runDirectory(world.directory, servers.natsUrl);
    await world.startApp();
    return world;
  }

  get app(): INestApplication {
    if (!this.#app) throw new Error('the notifier does not run');
    return this.#app;
  }

  get database(): Database {
    return this.app.get(Database, { strict: false });
  }

  async startApp(): Promise<void> {
    const config = loadConfig(notifierConfig, this.#environment);
    this.#app = await createService({ name: 'notifier', module: NotifierModule, config: notifierConfig }, config);
    Object.assign(this.#app.get(Clock, { strict: false }), { now: () => this.now });
    await this.#app.get(Broker, { strict: false }).connected();
  }

  async stopApp(): Promise<void> {
    await this.#app?.close();
    this.#app = undefined;
  }

  async make(...promises: CommitmentMade[]): Promise<void> {
    await this.outside.events.publishAll(CommitmentMadeEvent, promises);
  }

  async endanger(...dangers: CommitmentAtRisk[]): Promise<void> {
    await this.outside.events.publishAll(CommitmentAtRiskEvent, dangers);
  }

  async keep(...ends: CommitmentKept[]): Promise<void> {
    await this.outside.events.publishAll(CommitmentKeptEvent, ends);
  }

  /** What the notifier takes for now: the real time until somebody says otherwise. */
  get now(): Date {
    return this.#now ?? new Date();
  }

  /** Lets time pass until then, and everything happen that is due by then. */
  async letItBe(time: string): Promise<void> {
    this.#now = new Date(time);
    await this.app.get(Rounds, { strict: false }).run(new AbortController().signal);
  }

  ask<Request, Reply>(query: QueryDefinition<Request, Reply>, request: Request): Promise<Reply> {
    return this.app.get(Queries).ask(query, request, PATIENT);
  }

  /** What is proposed to be said about a promise, once something is. */
  proposal(name: string, reason = 'promise-at-risk'): Promise<InboxItem> {
    return this.proposalOf(name, (item) => item.reason === reason);
  }

  /** The same for whatever `isMeant` of what stands in the inbox about it. */
  async proposalOf(name: string, isMeant: (item: InboxItem) => boolean): Promise<InboxItem> {
    const found: InboxItem[] = [];
    await until(async () => {
      const about = (await this.inbox()).items.filter((item) => item.commitmentId === stableId('commitment', name));
      return found.push(...about.filter(isMeant)) > 0;
    });
    const [first] = found;
    if (!first) throw new Error('nothing is proposed');
    return first;
  }

  inbox(): Promise<ReplyOf<typeof ListInbox>> {
    return this.ask(ListInbox, { limit: 100 });
  }

  /** What the inbox says about one promise. */
  async entry(name: string): Promise<ReplyOf<typeof ListInbox>['items'][number] | undefined> {
    const { items } = await this.inbox();
    return items.find(({ commitmentId }) => commitmentId === stableId('commitment', name));
  }

  async close(): Promise<void> {
    await this.stopApp();
    await this.#neighbour?.close();
    await this.outside.close();
    await this.#servers.close();
  }
}
