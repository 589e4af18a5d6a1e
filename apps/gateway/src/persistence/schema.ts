import type { SchemaDefinition } from '@arbiter/persistence';
import { CreateDelivery1795000000000 } from './migrations/create-delivery.ts';
import { CreateErasedTraces1795000100000 } from './migrations/create-erased-traces.ts';
import { IndexQuarantine1795000200000 } from './migrations/index-quarantine.ts';

export const gatewaySchema: SchemaDefinition = {
  schema: 'gateway',
  migrations: [CreateDelivery1795000000000, CreateErasedTraces1795000100000, IndexQuarantine1795000200000],
};
