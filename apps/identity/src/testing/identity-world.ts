import {
  type AttributedCommit,
  CommitsAttributedEvent,
  CommitsIngestedEvent,
  type IngestedCommit,
  type IngestedPush,
  type QueryDefinition,
} from '@arbiter/contracts';
import { Broker, Queries } from '@arbiter/messaging';
import { eventOfPush, Outside } from '@arbiter/messaging/testing';
import { Database, migrate } from '@arbiter/persistence';
import { loadConfig, stableId } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type Servers, startServers } from '@arbiter/testing';
import type { INestApplication } from '@nestjs/common';
import { identityConfig } from '../identity.config.ts';
import { IdentityModule } from '../identity.module.ts';
import { schema } from '../persistence/schema.ts';

export const repository = { id: '1296269', name: 'octo/hello' };

/** The id of whoever is met by an account for the first time. */
export const personOf = (kind: string, value: string): string => stableId('person', kind, value);

let made = 0;

/** A commit with a SHA of its own. */
export function commit(email: string, text = 'Mend the lock', over: Partial<IngestedCommit> = {}): IngestedCommit {
  made += 1;
  return {
    sha: made.toString(16).padStart(40, '0'),
    message: { text },
    authoredAt: '2026-08-03T10:00:00+02:00',
    author: { name: 'Somebody', email },
    ...over,
  };
}

export const pushOf = (name: string, ...commits: IngestedCommit[]): IngestedPush => ({
  push: { deliveryId: stableId(name), forge: 'github', repository, ref: 'refs/heads/main', part: 0 },
  commits,
});

/** Identity with a broker and a database of its own. */
export class IdentityWorld {
  readonly #servers: Servers;
  readonly outside: Outside;
  readonly app: INestApplication;
  readonly database: Database;

  private constructor(servers: Servers, outside: Outside, app: INestApplication) {
    this.#servers = servers;
    this.outside = outside;
    this.app = app;
    this.database = app.get(Database, { strict: false });
  }

  static async start(environment: NodeJS.ProcessEnv = {}): Promise<IdentityWorld> {
    const servers = await startServers();
    const config = loadConfig(identityConfig, {
      ARBITER_DATABASE_URL: servers.databaseUrl,
      ARBITER_NATS_URL: servers.natsUrl,
      ...environment,
    });
    const [outside] = await Promise.all([Outside.of(servers.natsUrl), migrate(schema, config)]);
    const app = await createService({ name: 'identity', module: IdentityModule, config: identityConfig }, config);
    await app.get(Broker, { strict: false }).connected();
    return new IdentityWorld(servers, outside, app);
  }

  /** What identity says about the commits of a push. */
  async attributed(push: IngestedPush, drive?: string): Promise<readonly AttributedCommit[]> {
    const before = (await this.outside.published(CommitsAttributedEvent)).length;
    await this.outside.events.publish(CommitsIngestedEvent, eventOfPush(push), drive === undefined ? {} : { drive });
    const told = (await this.outside.awaitPublished(CommitsAttributedEvent, before + 1)).at(-1);
    return told?.pushes.flatMap(({ commits }) => commits) ?? [];
  }

  ask<Request, Reply>(query: QueryDefinition<Request, Reply>, request: Request): Promise<Reply> {
    return this.app.get(Queries).ask(query, request);
  }

  /** Every row, but for times. */
  async rows() {
    const { database } = this;
    return {
      people: await database.query('select id, kind, standing, alias_of from person order by id'),
      accounts: await database.query('select kind, value, person_id, evidence from account order by kind, value'),
      attributions: await database.query(
        `select encode(sha, 'hex') as sha, position, person_id from attribution order by sha, position`,
      ),
    };
  }

  /** Row by row: the service may not truncate. */
  async forgetEverybody(): Promise<void> {
    for (const table of [
      'directory_visit',
      'directory_group',
      'directory_user',
      'mailmap',
      'attribution',
      'membership',
      'link',
      'account',
      'person',
    ]) {
      await this.database.query(`delete from ${table}`);
    }
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.outside.close();
    await this.#servers.close();
  }
}
