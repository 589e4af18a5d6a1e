export type { Commit, Signature } from './history/commit.ts';
export type { Repository } from './history/open-repository.ts';
export { percentile } from './outcome/latency.ts';
export type { Delivery, Push, WebhookWriter } from './webhooks/delivery.ts';
export { github } from './webhooks/github.ts';
