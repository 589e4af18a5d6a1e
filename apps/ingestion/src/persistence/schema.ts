import type { SchemaDefinition } from '@arbiter/persistence';
import { CreateTables1764000000000 } from './migrations/1764000000000-create-tables.ts';
import { KeysBySha1765500000000 } from './migrations/1765500000000-keys-by-sha.ts';

/** Ingestion's room in the database. */
export const schema: SchemaDefinition = {
  schema: 'ingestion',
  migrations: [CreateTables1764000000000, KeysBySha1765500000000],
};
