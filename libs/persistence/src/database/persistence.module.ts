import { type BaseConfig, CONFIG, SERVICE_NAME } from '@arbiter/service';
import { HealthChecks } from '@arbiter/service/run';
import { beforeScrape, gauge } from '@arbiter/telemetry';
import { type DynamicModule, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Pool } from 'pg';
import { type SchemaDefinition, workingDataSource } from './data-source.ts';
import { Database } from './database.ts';

/** The service's own schema, ready to be asked. */
@Module({})
export class PersistenceModule implements OnApplicationShutdown {
  constructor(
    private readonly database: Database,
    health: HealthChecks,
  ) {
    health.add('database', async () => {
      await this.database.query('select 1');
    });
  }

  static forSchema(definition: SchemaDefinition): DynamicModule {
    return {
      module: PersistenceModule,
      global: true,
      providers: [
        {
          provide: Database,
          inject: [SERVICE_NAME, CONFIG],
          useFactory: (service: string, config: BaseConfig) => {
            const source = workingDataSource(definition, service, config);
            watchPool(() =>
              source.isInitialized ? (source.driver as unknown as { master?: Pool }).master : undefined,
            );
            return new Database(source);
          },
        },
      ],
      exports: [Database],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}

function watchPool(pool: () => Pool | undefined): void {
  beforeScrape(() => {
    const { totalCount = 0, idleCount = 0, waitingCount = 0 } = pool() ?? {};
    gauge('poolConnections', { state: 'busy' }, totalCount - idleCount);
    gauge('poolConnections', { state: 'idle' }, idleCount);
    gauge('poolConnections', { state: 'waiting' }, waitingCount);
  });
}
