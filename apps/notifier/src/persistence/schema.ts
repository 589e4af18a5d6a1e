import type { SchemaDefinition } from '@arbiter/persistence';
import { CreateTables1764000200000 } from './migrations/1764000200000-create-tables.ts';
import { FollowUp1764000300000 } from './migrations/1764000300000-follow-up.ts';
import { OnePerson1765000000000 } from './migrations/1765000000000-one-person.ts';
import { PromiseGrave1765000300000 } from './migrations/1765000300000-promise-grave.ts';
import { PromiseNoted1765000200000 } from './migrations/1765000200000-promise-noted.ts';

/** The notifier's room in the database. */
export const schema: SchemaDefinition = {
  schema: 'notifier',
  migrations: [
    CreateTables1764000200000,
    FollowUp1764000300000,
    OnePerson1765000000000,
    PromiseNoted1765000200000,
    PromiseGrave1765000300000,
  ],
};
