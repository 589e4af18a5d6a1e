import type { SchemaDefinition } from '@arbiter/persistence';
import { CreateTables1764000100000 } from './migrations/1764000100000-create-tables.ts';

/** Identity's room in the database. */
export const schema: SchemaDefinition = { schema: 'identity', migrations: [CreateTables1764000100000] };
