export { Database, type Statements } from './database/database.ts';
export type { Migration, SchemaDefinition } from './database/data-source.ts';
export { PersistenceModule } from './database/persistence.module.ts';
export { migrate, runMigrations } from './database/run-migrations.ts';
export { type HeldRecord, pageOfRecords } from './export/page-of-records.ts';
export { noteMatches } from './people/note-matches.repository.ts';
export { connectRedis, RedisModule } from './redis/redis.module.ts';
export { scrub } from './erasure/scrub.repository.ts';
export { Retention, retentionOf } from './retention/retention.ts';
