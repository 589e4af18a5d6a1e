import { runMigrations } from '@arbiter/persistence';
import { gatewaySchema } from './persistence/schema.ts';

await runMigrations(gatewaySchema);
