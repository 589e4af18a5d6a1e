import type { Provider } from '@nestjs/common';
import { ErasureRepository } from '../persistence/erasure.repository.ts';
import { EraseCaches } from './erase-caches.ts';
import { EraseDeliveries } from './erase-deliveries.ts';
import { ExportDeliveries } from './export-deliveries.ts';
import { ForgottenPeople } from './forgotten-people.ts';

/** Everything that takes people out of the gateway. */
export const erasing: readonly Provider[] = [
  ErasureRepository,
  EraseCaches,
  EraseDeliveries,
  ExportDeliveries,
  ForgottenPeople,
];
