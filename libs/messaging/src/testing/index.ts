export { eventOfPush } from './event-of-push.ts';
export { Outside } from './outside.ts';
export { until } from './until.ts';
