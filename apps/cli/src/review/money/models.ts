import { llmConfig, ModelRouter } from '@arbiter/llm';
import { shippedBook } from '@arbiter/pricing';
import { z } from 'zod';
import { Failure } from '../../failure.ts';
import { Purse } from './purse.ts';

/** Calls of a provider that are under way at once. */
const AT_ONCE = 4;

/**
 * Who is asked: what the same variables as a service's choose; without a key the rules that come with Arbiter. Money is set
 * aside in this process; nothing is kept for reuse.
 */
export function modelsOf(env: NodeJS.ProcessEnv): ModelRouter {
  const given = Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== '');
  const config = z.object(llmConfig).safeParse(Object.fromEntries(given));
  if (!config.success) {
    const problems = config.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`);
    throw new Failure(`The configuration is wrong: ${problems.join('; ')}.`, { usage: true });
  }
  const caps = {
    usd: config.data.ARBITER_MAX_COST_PER_REVIEW_USD,
    tokens: config.data.ARBITER_MAX_TOKENS_PER_REVIEW,
  };
  try {
    return new ModelRouter(config.data, { queries: new Purse(shippedBook(), caps), atOnce: AT_ONCE });
  } catch (error) {
    throw new Failure(error instanceof Error ? error.message : String(error), { usage: true });
  }
}
