import type { QueryDefinition } from '@arbiter/contracts';
import { ConsumerLag, Queries } from '@arbiter/messaging';
import { Outside, until } from '@arbiter/messaging/testing';
import { Database, migrate } from '@arbiter/persistence';
import { loadConfig } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type Servers, startServers } from '@arbiter/testing';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { INestApplication } from '@nestjs/common';
import { adminConfig } from '../admin.config.ts';
import { AdminModule } from '../admin.module.ts';
import { schema } from '../persistence/schema.ts';
import type { Told } from './events.ts';

/** The key that the admin API asks for. */
export const KEY = 'a key of the tests, not a secret';

/** The operator's room with a broker and a database of its own. */
export class AdminWorld {
  readonly servers: Servers;
  readonly outside: Outside;
  readonly app: INestApplication;
  readonly database: Database;
  /** Of the gRPC server. */
  readonly address: string;

  private constructor(servers: Servers, outside: Outside, app: INestApplication, address: string) {
    this.servers = servers;
    this.outside = outside;
    this.app = app;
    this.address = address;
    this.database = app.get(Database, { strict: false });
  }

  static async start(): Promise<AdminWorld> {
    const [servers, port] = await Promise.all([startServers(), freePort()]);
    const config = loadConfig(adminConfig, {
      ARBITER_DATABASE_URL: servers.databaseUrl,
      ARBITER_NATS_URL: servers.natsUrl,
      ARBITER_GRPC_PORT: String(port),
      API_KEY_SECRET: KEY,
    });
    const [outside] = await Promise.all([Outside.of(servers.natsUrl), migrate(schema, config)]);
    const app = await createService({ name: 'admin', module: AdminModule, config: adminConfig }, config);
    return new AdminWorld(servers, outside, app, `127.0.0.1:${String(port)}`);
  }

  async tell(told: readonly Told[], drive?: string): Promise<void> {
    for (const { event, data } of told) {
      await this.outside.events.publish(event, data, drive === undefined ? {} : { drive });
    }
  }

  ask<Request, Reply>(query: QueryDefinition<Request, Reply>, request: Request): Promise<Reply> {
    return this.app.get(Queries).ask(query, request);
  }

  /** Every row of the journal, but for times. */
  async rows() {
    const { database } = this;
    return {
      journeys: await database.query('select id, key, complete from journey order by id'),
      steps: await database.query(
        'select journey, leg, fact, trace, delivery, names from step order by journey, leg, fact',
      ),
      tallies: await database.query('select * from tally order by 1, 2'),
    };
  }

  /** Everything that was told has been taken. */
  async quiet(): Promise<void> {
    await until(async () => {
      const lags = await this.app.get(ConsumerLag, { strict: false }).list();
      const own = lags.filter(({ durable }) => durable.startsWith('admin-'));
      return own.every(({ pending, inFlight }) => pending + inFlight === 0);
    });
  }

  async forgetEverything(): Promise<void> {
    await this.quiet();
    for (const table of ['step', 'journey', 'tally', 'dead_letter']) await this.database.query(`delete from ${table}`);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.outside.close();
    await this.servers.close();
  }
}

async function freePort(): Promise<number> {
  const server = new Server();
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  server.forceShutdown();
  return port;
}
