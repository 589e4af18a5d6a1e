export { RedisStore } from '../cache/redis-store.ts';
export { answerPrompt } from '../providers/mock/answer-prompt.ts';
export { routerTo } from './router.ts';
export { Till, sumOf } from './till.ts';
