export { Outside } from './outside.ts';
export { until } from './until.ts';
