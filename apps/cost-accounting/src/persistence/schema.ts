import type { SchemaDefinition } from '@arbiter/persistence';
import { CreateLedger1764000000000 } from './migrations/1764000000000-create-ledger.ts';

/** Cost accounting's room in the database. */
export const schema: SchemaDefinition = { schema: 'cost', migrations: [CreateLedger1764000000000] };
