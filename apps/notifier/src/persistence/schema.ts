import type { SchemaDefinition } from '@arbiter/persistence';
import { CreateTables1764000200000 } from './migrations/1764000200000-create-tables.ts';

/** The notifier's room in the database. */
export const schema: SchemaDefinition = { schema: 'notifier', migrations: [CreateTables1764000200000] };
