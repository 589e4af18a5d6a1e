import type { SchemaDefinition } from '@arbiter/persistence';
import { CreateLedger1764000000000 } from './migrations/1764000000000-create-ledger.ts';
import { CreateBudgets1764100000000 } from './migrations/1764100000000-create-budgets.ts';
import { Reserve1764200000000 } from './migrations/1764200000000-reserve.ts';
import { Post1764300000000 } from './migrations/1764300000000-post.ts';
import { PostAtOnce1765400000000 } from './migrations/1765400000000-post-at-once.ts';
import { EntriesInCommon1765600000000 } from './migrations/1765600000000-entries-in-common.ts';

/** Cost accounting's room in the database. */
export const schema: SchemaDefinition = {
  schema: 'cost',
  migrations: [
    CreateLedger1764000000000,
    CreateBudgets1764100000000,
    Reserve1764200000000,
    Post1764300000000,
    PostAtOnce1765400000000,
    EntriesInCommon1765600000000,
  ],
};
