import type { SchemaDefinition } from '@arbiter/persistence';
import { CreateTables1764000100000 } from './migrations/1764000100000-create-tables.ts';
import { MatchPeople1764400000000 } from './migrations/1764400000000-match-people.ts';
import { Directory1764500000000 } from './migrations/1764500000000-directory.ts';
import { WhoMatched1765000100000 } from './migrations/1765000100000-who-matched.ts';

/** Identity's room in the database. */
export const schema: SchemaDefinition = {
  schema: 'identity',
  migrations: [CreateTables1764000100000, MatchPeople1764400000000, Directory1764500000000, WhoMatched1765000100000],
};
