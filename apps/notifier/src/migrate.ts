import { runMigrations } from '@arbiter/persistence';
import { schema } from './persistence/schema.ts';

await runMigrations(schema);
