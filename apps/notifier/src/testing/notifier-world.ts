import { type CommitmentMade, CommitmentMadeEvent, ListInbox, type ReplyOf } from '@arbiter/contracts';
import { Broker, Queries } from '@arbiter/messaging';
import { Outside } from '@arbiter/messaging/testing';
import { Database, migrate } from '@arbiter/persistence';
import { createService, loadConfig, stableId } from '@arbiter/service';
import { type Servers, startServers } from '@arbiter/testing';
import type { INestApplication } from '@nestjs/common';
import { notifierConfig } from '../notifier.config.ts';
import { NotifierModule } from '../notifier.module.ts';
import { schema } from '../persistence/schema.ts';

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

/** The notifier with a broker and a database of its own. */
export class NotifierWorld {
  readonly #servers: Servers;
  readonly #environment: Readonly<Record<string, string>>;
  readonly outside: Outside;
  #app: INestApplication | undefined;

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
    await this.#app.get(Broker, { strict: false }).connected();
  }

  async stopApp(): Promise<void> {
    await this.#app?.close();
    this.#app = undefined;
  }

  async make(...promises: CommitmentMade[]): Promise<void> {
    await this.outside.events.publishAll(CommitmentMadeEvent, promises);
  }

  inbox(): Promise<ReplyOf<typeof ListInbox>> {
    return this.app.get(Queries).ask(ListInbox, { limit: 100 });
  }

  /** What the inbox says about one promise. */
  async entry(name: string): Promise<ReplyOf<typeof ListInbox>['items'][number] | undefined> {
    const { items } = await this.inbox();
    return items.find(({ commitmentId }) => commitmentId === stableId('commitment', name));
  }

  async close(): Promise<void> {
    await this.stopApp();
    await this.outside.close();
    await this.#servers.close();
  }
}
