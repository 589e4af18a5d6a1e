export type * from './webhooks/types.ts';
