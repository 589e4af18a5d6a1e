import type { SchemaDefinition } from '@arbiter/persistence';
import { CreateJournal1764000000000 } from './migrations/1764000000000-create-journal.ts';
import { CreateAuditLog1764000310000 } from './migrations/1764000310000-create-audit-log.ts';
import { CreateErasures1764000320000 } from './migrations/1764000320000-create-erasures.ts';

/** The operator's room in the database. */
export const schema: SchemaDefinition = {
  schema: 'admin',
  migrations: [CreateJournal1764000000000, CreateAuditLog1764000310000, CreateErasures1764000320000],
};
