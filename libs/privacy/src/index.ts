export { DigestedTraces, digestOf } from './digested.ts';
export { discover, redact } from './redact.ts';
export { type Erased, hidden, normal, TraceMatcher } from './trace-matcher.ts';
export { spellingsOf } from './spellings.ts';
export type { Trace } from './trace.ts';
