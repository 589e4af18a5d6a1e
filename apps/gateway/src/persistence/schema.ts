import type { SchemaDefinition } from '@arbiter/persistence';
import { CreateDelivery1795000000000 } from './migrations/create-delivery.ts';

export const gatewaySchema: SchemaDefinition = { schema: 'gateway', migrations: [CreateDelivery1795000000000] };
