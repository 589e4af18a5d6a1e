export { type Repository, openRepository } from './history/open-repository.ts';
export type { Delivery, ForgeName } from './webhooks/delivery.ts';
export { writeDeliveries } from './webhooks/write-deliveries.ts';
export { percentile } from './outcome/latency.ts';
